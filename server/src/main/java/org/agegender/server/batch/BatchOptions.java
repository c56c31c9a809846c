package org.agegender.server.batch;

import java.time.Duration;

/**
 * How faces are gathered.
 *
 * @param batchSize how many faces go through the network at once, at most; at least 1
 * @param workers how many runs of the network may be under way at the same time, at least 1
 * @param queue how many faces may wait, at least 1; a single group may be larger if nothing waits
 * @param longestWait how long a batch that is not full waits for faces that are on their way; not
 *     negative
 */
public record BatchOptions(int batchSize, int workers, int queue, Duration longestWait) {

  private static final Duration MOST_WAIT = Duration.ofSeconds(1);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BatchOptions {
    require("batchSize", batchSize);
    require("workers", workers);
    require("queue", queue);
    if (longestWait.isNegative() || longestWait.compareTo(MOST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "longestWait must be 0 to 1000 ms, found " + longestWait.toMillis());
    }
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }
}
