package org.agegender.evaluation.figures;

/** The mean of scores; those that are no number do not count. */
final class WeightedMean implements Statistic {

  private final double[] scores;
  private final double[] counted;

  WeightedMean(double[] scores) {
    this.scores = new double[scores.length];
    this.counted = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      boolean counts = !Double.isNaN(scores[i]);
      this.scores[i] = counts ? scores[i] : 0;
      this.counted[i] = counts ? 1 : 0;
    }
  }

  @Override
  public double of(double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * scores[i];
      total += weights[i] * counted[i];
    }
    return sum / total;
  }
}
