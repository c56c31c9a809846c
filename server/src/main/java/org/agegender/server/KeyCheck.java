package org.agegender.server;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Demands a key, in {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}. Every key of the
 * list is compared, so that the time tells nothing of which one, or whether any, came near.
 */
record KeyCheck(List<ApiKey> keys) {

  private static final String SCHEME = "Bearer ";

  /**
   * Passes requests with a key, and all if there are no keys.
   *
   * @throws Problem 401
   */
  void check(Context ctx) {
    if (keys.isEmpty()) {
      return;
    }
    String offered = offered(ctx);
    boolean matches = false;
    for (ApiKey key : keys) {
      matches |= offered != null && key.matches(offered);
    }
    if (!matches) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"agegender\"");
      throw new Problem(
          Problem.UNAUTHORISED,
          "a key is required: send it as 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
    }
  }

  private static @Nullable String offered(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return authorization.substring(SCHEME.length()).strip();
    }
    return ctx.header("X-API-Key");
  }
}
