package org.agegender.dataset.batch;

/** In which order an epoch visits the samples. */
final class SampleOrder {

  private static final long PURPOSE = 1;
  private static final long BALANCED_PURPOSE = 4;

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
    shuffle(order, SplitMix64.at(PURPOSE, seed, epoch));
    return order;
  }

  /**
   * As many places as there are samples, in which each sample stands as often as its weight asks
   * for: its share of the weights times the number of places, rounded up or down at random so that
   * this is also the mean (systematic sampling, Madow 1949); in random order.
   *
   * @param weights one for each sample, more than 0
   */
  static int[] balanced(double[] weights, long seed, int epoch) {
    int samples = weights.length;
    int[] order = shuffled(samples, seed, epoch);
    SplitMix64 random = SplitMix64.at(BALANCED_PURPOSE, seed, epoch);
    double total = 0;
    for (int sample : order) {
      total += weights[sample];
    }
    double step = total / samples;
    double offset = random.nextDouble();
    int[] places = new int[samples];
    int next = 0;
    double reached = 0;
    for (int sample : order) {
      reached += weights[sample];
      while (next < samples && (next + offset) * step < reached) {
        places[next++] = sample;
      }
    }
    shuffle(places, random);
    return places;
  }

  private static void shuffle(int[] order, SplitMix64 random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
