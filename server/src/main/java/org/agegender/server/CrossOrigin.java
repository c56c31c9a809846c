package org.agegender.server;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    } else if (isForeign(ctx, origin) && ctx.req().getMethod().equals("POST")) {
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

  /**
   * Browsers tell so of themselves, but not to a server that they reach over plain HTTP elsewhere
   * than on their own machine: there the origin must be this service as the browser calls it.
   * Programs send neither header.
   */
  private static boolean isForeign(Context ctx, @Nullable String origin) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site == null) {
      return origin != null && !isHere(origin, String.valueOf(ctx.header("Host")));
    }
    return site.equals("cross-site") || site.equals("same-site");
  }

  /** Whether an origin has the host and port that a request was sent to. */
  static boolean isHere(String origin, String host) {
    String[] parts = origin.toLowerCase(Locale.ROOT).split("://", 2);
    String port = parts[0].equals("https") ? ":443" : ":80";
    return parts.length == 2
        && withPort(parts[1], port).equals(withPort(host.toLowerCase(Locale.ROOT), port));
  }

  private static String withPort(String host, String usual) {
    return host.matches(".*:[0-9]+") ? host : host + usual;
  }
}
