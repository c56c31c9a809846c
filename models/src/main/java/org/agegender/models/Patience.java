package org.agegender.models;

import java.time.Duration;

/**
 * How long a download waits.
 *
 * @param connect for the connection
 * @param response for the beginning of the answer
 * @param idle for the next bytes of the file
 * @param attempts how many may fail, one after the other, without a byte gained; at least 1
 * @param pause after the first failure; doubled after each further one
 */
record Patience(Duration connect, Duration response, Duration idle, int attempts, Duration pause) {

  static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          4,
          Duration.ofSeconds(1));

  /** The pause after this many failures. */
  Duration pauseAfter(int failures) {
    return pause.multipliedBy(1L << (failures - 1));
  }
}
