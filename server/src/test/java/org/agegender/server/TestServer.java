package org.agegender.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.agegender.inference.PhotoOptions;
import org.agegender.server.batch.BatchOptions;

/** A running service over a network that can be computed in the head, and a client for it. */
final class TestServer implements AutoCloseable {

  static final AnalysisOptions ANALYSIS =
      new AnalysisOptions(
          PhotoOptions.DEFAULT, 2, 4, 32, new BatchOptions(8, 1, 64, Duration.ofMillis(5)));

  static final ServerOptions OPTIONS =
      new ServerOptions(
          "127.0.0.1", 0, Access.OPEN, HttpLimits.DEFAULT, ANALYSIS, Duration.ofSeconds(10));

  final MeanColourNetwork network = new MeanColourNetwork();
  final FaceServer server;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  TestServer(ServerOptions options) {
    server = FaceServer.start(options, network, Optional.of(new BrightDetector()));
    port = server.address().getPort();
  }

  static TestServer start() {
    return new TestServer(OPTIONS);
  }

  static TestServer withLimits(UnaryOperator<HttpLimits> change) {
    return new TestServer(options(Access.OPEN, change.apply(HttpLimits.DEFAULT), ANALYSIS));
  }

  static TestServer withAccess(Access access) {
    return new TestServer(options(access, HttpLimits.DEFAULT, ANALYSIS));
  }

  static ServerOptions options(Access access, HttpLimits limits, AnalysisOptions analysis) {
    return new ServerOptions("127.0.0.1", 0, access, limits, analysis, Duration.ofSeconds(10));
  }

  int port() {
    return port;
  }

  /** Whether it still listens; it does not once it has begun to stop. */
  boolean takesConnections() {
    try (RawHttp raw = new RawHttp(port())) {
      return raw.isOpen();
    } catch (IOException e) {
      return false;
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  /** Sends it and holds the answer to openapi.yaml. */
  Answer send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    Answer answer = new Answer(response);
    ApiContract.check(request.method(), request.uri().getPath(), answer);
    return answer;
  }

  Answer get(String path, String... headers) throws Exception {
    HttpRequest.Builder builder = request(path).GET();
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return send(builder);
  }

  Answer post(String path, String contentType, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder builder =
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return send(builder);
  }

  Answer post(String path, String contentType, String body, String... headers) throws Exception {
    return post(path, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer analyze(byte[] picture) throws Exception {
    return post("/v1/analyze", "image/png", picture);
  }

  /** Whether an ordinary request is served: age 40, female. */
  boolean servesTheNextRequest() throws Exception {
    Answer answer = analyze(TestPictures.face());
    return answer.status() == 200
        && answer.json().at("/faces/0/age/years").asDouble() == 40
        && answer.json().at("/faces/0/gender/label").asText().equals("female");
  }

  @Override
  public void close() {
    network.open();
    server.close();
  }
}
