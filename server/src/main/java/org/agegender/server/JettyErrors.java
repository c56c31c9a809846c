package org.agegender.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the HTTP server itself refuses before any handler sees it: malformed heads, doubtful paths,
 * requests while it stops. The same one-line JSON as everywhere.
 */
final class JettyErrors implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException http) {
      status = http.getCode();
      response.setStatus(status);
    }
    SecurityHeaders.addTo((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JsonAnswer.TYPE);
    if (status == Problem.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
      // The service is stopping, and a connection that stays open would hold it up.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    byte[] body = ErrorJson.of(message(status)).getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static String message(int status) {
    return switch (status) {
      case Problem.BAD_REQUEST -> "the request is no valid HTTP, or its path is doubtful";
      case Problem.UNAVAILABLE -> "the service is stopping or busy; try again later";
      case Problem.FAILED -> "the service failed; its log tells why";
      default -> HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
    };
  }
}
