package org.agegender.training;

/** The seed of each step's dropout, so that the random state needs no checkpoint of its own. */
final class StepSeed {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private StepSeed() {}

  /** Well mixed from both numbers (the finaliser of SplitMix64, Steele et al. 2014). */
  static long of(long seed, long step) {
    long z = seed * GOLDEN_GAMMA + step + 1;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
