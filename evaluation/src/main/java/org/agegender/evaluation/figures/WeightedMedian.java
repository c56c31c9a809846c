package org.agegender.evaluation.figures;

/**
 * The median of scores as if each stood there as many times as its weight says: the middle one, or
 * the mean of the two in the middle. Those that are no number do not count.
 */
final class WeightedMedian implements Statistic {

  private final double[] scores;
  private final int[] ascending;

  WeightedMedian(double[] scores) {
    this.scores = scores;
    this.ascending = GroupStatistics.ascending(scores);
  }

  @Override
  public double of(double[] weights, double[] totals) {
    double total = 0;
    for (int face : ascending) {
      total += weights[face];
    }
    double lower = Math.floor((total - 1) / 2);
    double upper = Math.floor(total / 2);
    double passed = 0;
    double first = Double.NaN;
    for (int face : ascending) {
      passed += weights[face];
      if (Double.isNaN(first) && passed > lower) {
        first = scores[face];
      }
      if (passed > upper) {
        return (first + scores[face]) / 2;
      }
    }
    return Double.NaN;
  }
}
