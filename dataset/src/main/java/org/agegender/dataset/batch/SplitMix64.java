package org.agegender.dataset.batch;

/**
 * A small random generator whose numbers are the same on every version of Java: SplitMix64 of
 * Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
 *
 * <p>Not safe for use by several threads.
 */
final class SplitMix64 {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix64(long seed) {
    state = seed;
  }

  /** A generator for a point in a space of keys; near keys give unrelated numbers. */
  static SplitMix64 at(long... keys) {
    long seed = 0;
    for (long key : keys) {
      seed = mix(seed + GAMMA) ^ mix(key ^ GAMMA);
    }
    return new SplitMix64(mix(seed));
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /**
   * From 0 to {@code bound - 1}, each equally likely (Lemire, "Fast Random Integer Generation in an
   * Interval", 2019).
   */
  int nextInt(int bound) {
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long threshold = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** From 0 inclusive to 1 exclusive. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** From {@code -reach} to {@code reach}; always takes one number. */
  double within(double reach) {
    return (2 * nextDouble() - 1) * reach;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
