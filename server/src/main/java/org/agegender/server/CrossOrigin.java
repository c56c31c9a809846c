package org.agegender.server;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Pages of other web sites. By default a browser gives them nothing of this service, and those that
 * post to it behind the user's back are turned away; named origins are let in (the CORS protocol of
 * the Fetch standard).
 */
record CrossOrigin(Set<String> origins) {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  /**
   * Sets the headers of the protocol and answers preflights of named origins.
   *
   * @throws Problem 403 for a post from a page of another site
   */
  void check(Context ctx) {
    String origin = ctx.header("Origin");
    if (!origins.isEmpty()) {
      ctx.header("Vary", "Origin");
    }
    if (origin != null && origins.contains(origin)) {
      ctx.header(ALLOW_ORIGIN, origin)
          .header("Access-Control-Expose-Headers", "Retry-After, " + InferHandler.JSON_LENGTH);
      if (isPreflight(ctx)) {
        ctx.header("Access-Control-Allow-Methods", "GET, POST")
            .header(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, X-API-Key, " + InferHandler.JSON_LENGTH)
            .header("Access-Control-Max-Age", "600")
            .status(204)
            .skipRemainingHandlers();
      }
    } else if (isForeign(ctx) && ctx.req().getMethod().equals("POST")) {
      throw new Problem(
          Problem.FORBIDDEN,
          "pages of other web sites may not call this service; start it with --cors-origin to let"
              + " one in");
    }
  }

  private static boolean isPreflight(Context ctx) {
    return ctx.req().getMethod().equals("OPTIONS")
        && ctx.header("Access-Control-Request-Method") != null;
  }

  /** Browsers tell so of themselves; programs send no such header. */
  private static boolean isForeign(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    return "cross-site".equals(site) || "same-site".equals(site);
  }
}
