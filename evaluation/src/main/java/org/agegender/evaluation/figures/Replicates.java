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
        : new Estimate(value, Percentiles.of(sorted, TAIL), Percentiles.of(sorted, 1 - TAIL));
  }
}
