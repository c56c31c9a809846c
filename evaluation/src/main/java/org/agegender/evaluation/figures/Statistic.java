package org.agegender.evaluation.figures;

/** A figure of a group of faces, each of which counts as many times as its weight says. */
@FunctionalInterface
interface Statistic {

  /**
   * The figure; NaN where it is not defined, as when no face with a label has weight.
   *
   * @param weights one for each face of the group: whole numbers, 0 or more
   * @param totals the group's columns added up with these weights
   */
  double of(double[] weights, double[] totals);
}
