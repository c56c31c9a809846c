package org.agegender.server;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.agegender.core.InvalidInputException;

/**
 * Who may ask.
 *
 * @param keys one of them must come with each request for data; empty: nobody is asked for one
 * @param origins web sites whose pages may call the service from a browser, beside its own; empty:
 *     none
 */
public record Access(List<ApiKey> keys, Set<String> origins) {

  /** No key asked for, no foreign page. */
  public static final Access OPEN = new Access(List.of(), Set.of());

  /**
   * Takes copies.
   *
   * @throws InvalidInputException if an origin is none
   */
  public Access {
    keys = List.copyOf(keys);
    origins = Set.copyOf(origins);
    origins.forEach(Access::requireOrigin);
  }

  private static void requireOrigin(String origin) {
    boolean valid;
    try {
      URI uri = URI.create(origin);
      String rebuilt =
          uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
      valid =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && rebuilt.equals(origin);
    } catch (IllegalArgumentException e) {
      valid = false;
    }
    if (!valid) {
      throw new InvalidInputException(
          "an origin must be http:// or https://, a host and maybe a port, such as"
              + " https://example.org, found '%s'".formatted(origin));
    }
  }
}
