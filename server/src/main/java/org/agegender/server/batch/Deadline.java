package org.agegender.server.batch;

import java.time.Duration;

/**
 * The moment at which a request is given up.
 *
 * @param nanoTime as {@link System#nanoTime()} will tell it
 */
public record Deadline(long nanoTime) {

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Nanoseconds until then; 0 or less once it has passed. */
  public long leftNanos() {
    return nanoTime - System.nanoTime();
  }

  /** Whether it has passed. */
  public boolean passed() {
    return leftNanos() <= 0;
  }
}
