package org.agegender.evaluation;

import java.util.List;

/**
 * A figure over several folds.
 *
 * @param mean of the folds, each counting the same
 * @param deviation standard deviation of the folds, with one less than their number below the
 *     fraction; NaN for a single one
 * @param folds in which the figure is defined, at least one
 */
public record Spread(double mean, double deviation, int folds) {

  /**
   * @param values of the folds, at least one
   */
  public static Spread of(List<Double> values) {
    int folds = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / folds;
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return new Spread(mean, folds == 1 ? Double.NaN : Math.sqrt(squares / (folds - 1)), folds);
  }
}
