package org.agegender.evaluation.calibration;

import java.util.Arrays;

/**
 * The quantile of split conformal prediction: intervals of this central mass hold the age of a new
 * face with at least the coverage asked for, if it is exchangeable with the faces fitted on (Vovk,
 * Gammerman, Shafer 2005; Lei et al., "Distribution-Free Predictive Inference for Regression", JASA
 * 2018).
 */
final class ConformalMass {

  /** Smaller than any difference that matters; a mass must be above 0. */
  private static final double LEAST = 1e-9;

  private ConformalMass() {}

  /**
   * @param scores for each face the smallest central mass whose interval holds the labelled age
   * @param coverage above 0, below 1
   * @return the {@code ceil((n + 1) * coverage)}-th smallest score; 1, the whole range, where there
   *     are too few faces for that
   */
  static double fit(double[] scores, double coverage) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    // 0.8 times a multiple of 5 must not be taken for one more by a rounding of the last digit.
    int rank = (int) Math.ceil((sorted.length + 1) * coverage - 1e-9);
    return rank > sorted.length ? 1 : Math.max(LEAST, sorted[rank - 1]);
  }
}
