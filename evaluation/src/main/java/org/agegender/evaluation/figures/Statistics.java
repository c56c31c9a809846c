package org.agegender.evaluation.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** Makes the statistics of figures: all that does not depend on weights is computed once. */
final class Statistics {

  private Statistics() {}

  /** The statistic of a figure over these faces. */
  static Statistic of(Figure figure, List<JudgedFace> faces) {
    double[] scores = faces.stream().mapToDouble(figure::score).toArray();
    return switch (figure.summary()) {
      case MEAN -> mean(scores);
      case ROOT_MEAN -> {
        Statistic mean = mean(scores);
        yield weights -> Math.sqrt(mean.of(weights));
      }
      case MEDIAN -> new WeightedMedian(scores);
      case MEAN_OF_GENDERS -> {
        Statistic female = mean(only(Gender.FEMALE, faces, scores));
        Statistic male = mean(only(Gender.MALE, faces, scores));
        yield weights -> (female.of(weights) + male.of(weights)) / 2;
      }
      case AREA_UNDER_ROC ->
          new AreaUnderRoc(only(Gender.FEMALE, faces, scores), only(Gender.MALE, faces, scores));
    };
  }

  private static Statistic mean(double[] scores) {
    return new WeightedMean(scores);
  }

  private static double[] only(Gender gender, List<JudgedFace> faces, double[] scores) {
    double[] some = new double[scores.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = faces.get(i).face().gender().equals(Optional.of(gender)) ? scores[i] : Double.NaN;
    }
    return some;
  }

  /** Indices of the scores that are numbers, from low to high; equal ones in their order. */
  static int[] ascending(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    return Arrays.stream(order).mapToInt(i -> i).filter(i -> !Double.isNaN(scores[i])).toArray();
  }
}
