package org.agegender.dataset.batch;

/** In which order an epoch visits the samples. */
final class SampleOrder {

  private static final long PURPOSE = 1;

  private SampleOrder() {}

  /** 0 to {@code samples - 1}, as listed. */
  static int[] asListed(int samples) {
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * A permutation of all samples drawn from seed and epoch, every one equally likely
   * (Fisher-Yates).
   */
  static int[] shuffled(int samples, long seed, int epoch) {
    int[] order = asListed(samples);
    SplitMix64 random = SplitMix64.at(PURPOSE, seed, epoch);
    for (int i = samples - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
