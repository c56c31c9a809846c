package org.agegender.evaluation.figures;

/**
 * How intervals are made: figures are computed again over faces drawn with replacement, and the
 * interval lies between percentiles of what comes out (Efron and Tibshirani, "An Introduction to
 * the Bootstrap", 1993, section 13.3). Where persons are known, persons are drawn, each with all of
 * its faces, as the faces of one person are not independent.
 *
 * @param replicates how many times
 * @param seed of the draws; the same seed and faces give the same intervals
 */
public record Bootstrap(int replicates, long seed) {

  /** A thousand replicates. */
  public static final Bootstrap DEFAULT = new Bootstrap(1000, 0);

  /**
   * @throws IllegalArgumentException if there are fewer than 2 replicates
   */
  public Bootstrap {
    if (replicates < 2) {
      throw new IllegalArgumentException(
          "a bootstrap takes 2 or more replicates, found " + replicates);
    }
  }
}
