package org.agegender.server;

import org.agegender.inference.PhotoOptions;
import org.agegender.server.batch.BatchOptions;

/**
 * How pictures are worked on.
 *
 * @param pictures how large they may be and which of their faces count; the most faces of a picture
 *     are also the most of a tensor request
 * @param threads how many pictures are decoded and searched for faces at the same time, at least 1
 * @param inFlight how many pictures are decoded, searched, or wait for the network with nothing but
 *     their faces in memory, at least {@code threads}: the more, the fuller the network's batches
 * @param queue how many more pictures may wait for that, at least 1
 * @param batching how their faces reach the network
 */
public record AnalysisOptions(
    PhotoOptions pictures, int threads, int inFlight, int queue, BatchOptions batching) {

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public AnalysisOptions {
    if (threads < 1 || queue < 1) {
      throw new IllegalArgumentException(
          "threads and queue must be at least 1, found %d and %d".formatted(threads, queue));
    }
    if (inFlight < threads) {
      throw new IllegalArgumentException(
          "inFlight must be at least threads, %d, found %d".formatted(threads, inFlight));
    }
  }
}
