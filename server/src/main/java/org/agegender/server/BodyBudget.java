package org.agegender.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of all requests may take together, so that many large ones cannot
 * exhaust Java's heap. Safe for use by several threads.
 *
 * <p>What is made of a body is not taken from it: the pictures of a multipart body, each as it gets
 * its turn, and the faces of a raw tensor as much again; the faces of numbers in JSON one and a
 * half times as much. While a body is read it is copied as it grows, which takes as much again at
 * most. A request so takes up to 2.5 times its body.
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
