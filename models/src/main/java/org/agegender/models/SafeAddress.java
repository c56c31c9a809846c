package org.agegender.models;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may be asked: https anywhere, plain http only on this machine, where nobody is
 * between.
 */
final class SafeAddress {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private SafeAddress() {}

  /** Whether a file may be asked for here. */
  static boolean allows(URI address) {
    if (address.getHost() == null || address.getUserInfo() != null) {
      return false;
    }
    return isHttps(address)
        || "http".equalsIgnoreCase(address.getScheme())
            && THIS_MACHINE.contains(address.getHost().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a server may send the client on: never from https to http, not even on this machine.
   */
  static boolean allowsRedirect(URI from, URI to) {
    return allows(to) && (isHttps(to) || !isHttps(from));
  }

  private static boolean isHttps(URI address) {
    @Nullable String scheme = address.getScheme();
    return "https".equalsIgnoreCase(scheme);
  }
}
