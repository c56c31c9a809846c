package org.agegender.evaluation.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Figure;

/**
 * Figures of a group of faces under any weights: all that does not depend on weights is computed
 * once. Safe for use by several threads.
 */
final class GroupStatistics {

  private final List<Statistic> statistics = new ArrayList<>();
  private final WeightedColumns columns;

  /**
   * @param scores of the set
   * @param members indices of the faces of the group, at least one
   */
  GroupStatistics(Scores scores, int[] members, Collection<Figure> figures) {
    WeightedColumns.Builder builder = new WeightedColumns.Builder();
    for (Figure figure : figures) {
      statistics.add(statistic(figure, scores, members, builder));
    }
    this.columns = builder.build(members.length);
  }

  /** The figures, in their order; NaN where one is not defined. */
  double[] of(double[] weights) {
    double[] totals = columns.totals(weights);
    double[] values = new double[statistics.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = statistics.get(i).of(weights, totals);
    }
    return values;
  }

  private static Statistic statistic(
      Figure figure, Scores scores, int[] members, WeightedColumns.Builder columns) {
    return switch (figure.summary()) {
      case MEAN -> columns.mean(scores.of(figure, members));
      case ROOT_MEAN -> {
        Statistic mean = columns.mean(scores.of(figure, members));
        yield (weights, totals) -> Math.sqrt(mean.of(weights, totals));
      }
      case MEDIAN -> new WeightedMedian(scores.of(figure, members));
      case MEAN_OF_GENDERS -> {
        Statistic female = columns.mean(scores.of(figure, members, Gender.FEMALE));
        Statistic male = columns.mean(scores.of(figure, members, Gender.MALE));
        yield (weights, totals) -> (female.of(weights, totals) + male.of(weights, totals)) / 2;
      }
      case AREA_UNDER_ROC ->
          new AreaUnderRoc(
              scores.of(figure, members, Gender.FEMALE), scores.of(figure, members, Gender.MALE));
    };
  }

  /** Indices of the scores that are numbers, from low to high; equal ones in their order. */
  static int[] ascending(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    return Arrays.stream(order).mapToInt(i -> i).filter(i -> !Double.isNaN(scores[i])).toArray();
  }
}
