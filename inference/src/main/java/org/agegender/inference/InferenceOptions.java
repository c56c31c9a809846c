package org.agegender.inference;

/**
 * How a model is run.
 *
 * @param threads how many threads one call of the network may use, at least 1
 * @param batchSize how many faces go through the network at once, at least 1; more take more memory
 *     and hardly less time
 * @param maxModelBytes the largest model file that is read, 1 to {@link Integer#MAX_VALUE}
 */
public record InferenceOptions(int threads, int batchSize, long maxModelBytes) {

  private static final int BATCH_SIZE = 32;
  private static final long MAX_MODEL_BYTES = 1L << 30;

  /** One thread for each processor, batches of 32, files up to 1 GiB. */
  public static final InferenceOptions DEFAULT =
      new InferenceOptions(Runtime.getRuntime().availableProcessors(), BATCH_SIZE, MAX_MODEL_BYTES);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public InferenceOptions {
    require("threads", threads, Integer.MAX_VALUE);
    require("batchSize", batchSize, Integer.MAX_VALUE);
    require("maxModelBytes", maxModelBytes, Integer.MAX_VALUE);
  }

  /** The same with another number of threads. */
  public InferenceOptions withThreads(int number) {
    return new InferenceOptions(number, batchSize, maxModelBytes);
  }

  /** The same with another size of batch. */
  public InferenceOptions withBatchSize(int size) {
    return new InferenceOptions(threads, size, maxModelBytes);
  }

  private static void require(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s must be 1..%d, found %d".formatted(name, most, value));
    }
  }
}
