package org.agegender.evaluation.figures;

/**
 * How often the score of a male face is above that of a female one; half where they are equal. The
 * Mann-Whitney statistic over the product of the counts, which is the area under the ROC curve.
 */
final class AreaUnderRoc implements Statistic {

  /** Faces from the lowest score to the highest. */
  private final int[] ascending;

  private final boolean[] male;

  /** Whether the next face in order has another score. */
  private final boolean[] last;

  /**
   * @param female scores of the faces labelled female, NaN for others
   * @param male scores of the faces labelled male, NaN for others
   */
  AreaUnderRoc(double[] female, double[] male) {
    double[] scores = new double[female.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Double.isNaN(female[i]) ? male[i] : female[i];
    }
    this.ascending = GroupStatistics.ascending(scores);
    this.male = new boolean[ascending.length];
    this.last = new boolean[ascending.length];
    for (int i = 0; i < ascending.length; i++) {
      this.male[i] = !Double.isNaN(male[ascending[i]]);
      this.last[i] = i + 1 == ascending.length || scores[ascending[i]] != scores[ascending[i + 1]];
    }
  }

  @Override
  public double of(double[] weights, double[] totals) {
    double area = 0;
    double malesBelow = 0;
    double femalesBelow = 0;
    double males = 0;
    double females = 0;
    for (int i = 0; i < ascending.length; i++) {
      double weight = weights[ascending[i]];
      if (male[i]) {
        males += weight;
      } else {
        females += weight;
      }
      if (last[i]) {
        area += males * (femalesBelow + females / 2);
        malesBelow += males;
        femalesBelow += females;
        males = 0;
        females = 0;
      }
    }
    return area / (malesBelow * femalesBelow);
  }
}
