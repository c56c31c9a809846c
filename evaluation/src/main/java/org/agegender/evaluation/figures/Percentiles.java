package org.agegender.evaluation.figures;

/** Percentiles of numbers. */
public final class Percentiles {

  private Percentiles() {}

  /**
   * The number that a share of all lies below: between the two nearest in rank, linearly.
   *
   * @param sorted from low to high, at least one
   * @param share 0 to 1
   */
  public static double of(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
