package org.agegender.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells a full disk, or a used-up quota, from other failures; Java has no exception for either. */
public final class DiskFull {

  private DiskFull() {}

  /** Whether it is the reason of a failure, among its causes or what was suppressed for it. */
  public static boolean isReasonOf(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (isNamedBy(t.getMessage())
          || Arrays.stream(t.getSuppressed()).anyMatch(DiskFull::isReasonOf)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamedBy(@Nullable String message) {
    return message != null
        && (message.contains("No space left") || message.contains("quota exceeded"));
  }
}
