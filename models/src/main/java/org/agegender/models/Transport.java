package org.agegender.models;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.agegender.core.ToolVersion;

/**
 * Asks servers for a file. Follows a few redirects, none of which may leave https; goes through the
 * proxy that the JVM is set to ({@code https.proxyHost}, {@code java.net.useSystemProxies}).
 */
final class Transport {

  private static final int REDIRECTS = 5;

  private final HttpClient client;
  private final Patience patience;

  Transport(Patience patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connect())
            .build();
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param head the headers
   * @param body to be closed by the caller
   */
  record Answer(int status, HttpHeaders head, ResponseBody body) implements AutoCloseable {

    Optional<String> header(String name) {
      return head.firstValue(name);
    }

    @Override
    public void close() {
      body.close();
    }
  }

  /**
   * Asks for a file.
   *
   * @throws FetchException if a redirect leads where none may lead
   * @throws IOException if the server cannot be reached or does not answer in time
   */
  Answer get(URI address, Map<String, String> headers) throws IOException, InterruptedException {
    URI at = address;
    for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
      Answer answer = ask(at, headers);
      if (!isRedirect(answer.status())) {
        return answer;
      }
      answer.close();
      at = followed(at, answer.header("Location").orElse(""));
    }
    throw new FetchException("%s: more than %d redirects".formatted(address, REDIRECTS));
  }

  private Answer ask(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.response())
            .header("User-Agent", "agegender/" + ToolVersion.current())
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
    return new Answer(
        response.statusCode(),
        response.headers(),
        ResponseBody.of(response.body(), patience.idle()));
  }

  private static URI followed(URI from, String location) throws FetchException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new FetchException("%s: redirects to what is no address".formatted(from), e);
    }
    if (location.isEmpty() || !SafeAddress.allowsRedirect(from, to)) {
      throw new FetchException(
          "%s: redirects to %s, which is not https; that is refused".formatted(from, to));
    }
    return to;
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }
}
