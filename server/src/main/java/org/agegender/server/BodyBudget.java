package org.agegender.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of all requests may take together, so that many large ones cannot
 * exhaust Java's heap. Safe for use by several threads.
 */
final class BodyBudget {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes bytes.
   *
   * @throws Problem 503 if there are not so many left
   */
  void take(long bytes) {
    long now = taken.addAndGet(bytes);
    if (now > limit) {
      taken.addAndGet(-bytes);
      throw new Problem(
          Problem.UNAVAILABLE, "too many bytes of other requests wait already; try again later");
    }
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** How many bytes are taken. */
  long taken() {
    return taken.get();
  }
}
