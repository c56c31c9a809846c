package org.agegender.evaluation.figures;

import java.util.Arrays;
import org.agegender.core.metrics.Estimate;

/** What a figure came to in each replicate of a bootstrap; NaN where it was not defined. */
record Replicates(double[] values) {

  private static final double TAIL = (1 - Estimate.CONFIDENCE) / 2;

  /**
   * A value with the percentile interval of these replicates, those that are numbers.
   *
   * @param value over the faces themselves
   */
  Estimate around(double value) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return sorted.length == 0
        ? Estimate.alone(value)
        : new Estimate(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** Between the two nearest in rank, linearly. */
  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
