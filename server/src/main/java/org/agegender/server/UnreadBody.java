package org.agegender.server;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Many requests are refused before their body is read, or before it has come. What is left of it
 * would be taken for the next request on that connection.
 */
final class UnreadBody {

  private UnreadBody() {}

  /** Reads what is there without waiting; unless that was all, the answer ends the connection. */
  static void check(Context ctx) {
    if (!ServletContextRequest.getServletContextRequest(ctx.req()).consumeAvailable()) {
      ctx.header("Connection", "close");
    }
  }
}
