package org.agegender.evaluation.report.page;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.evaluation.figures.Percentiles;

/**
 * Ages in spans of five years: how many are labelled and predicted, and which, in each. All faces
 * given must be labelled to the year.
 */
final class AgeSpans {

  private static final int YEARS = 5;
  private static final int SPANS = Age.MAX / YEARS + 1;

  /** Percentiles of fewer faces say nothing. */
  private static final int FEWEST = 10;

  private AgeSpans() {}

  /**
   * Faces of one span.
   *
   * @param label such as {@code 20-24}
   * @param labelled faces whose labelled age is in it
   * @param predicted faces whose predicted age is in it, rounded down to a whole year
   */
  record Count(String label, int labelled, int predicted) {}

  /**
   * Predicted ages of the faces of one span of labelled ages, in years.
   *
   * @param label such as {@code 20-24}
   * @param middle of the span
   * @param faces how many
   * @param low a tenth is predicted younger
   * @param median half is
   * @param high nine tenths are
   */
  record Band(String label, double middle, int faces, double low, double median, double high) {}

  /** A count for each span up to the oldest face, labelled or predicted. */
  static List<Count> counts(List<JudgedFace> faces) {
    int[] labelled = new int[SPANS];
    int[] predicted = new int[SPANS];
    for (JudgedFace face : faces) {
      labelled[face.face().age().years() / YEARS]++;
      predicted[(int) face.prediction().years() / YEARS]++;
    }
    List<Count> counts = new ArrayList<>();
    for (int span = 0; span < SPANS; span++) {
      counts.add(new Count(label(span), labelled[span], predicted[span]));
    }
    int last = SPANS;
    while (last > 0 && labelled[last - 1] == 0 && predicted[last - 1] == 0) {
      last--;
    }
    return counts.subList(0, last);
  }

  /** The spans with enough faces. */
  static List<Band> bands(List<JudgedFace> faces) {
    List<Band> bands = new ArrayList<>();
    for (int span = 0; span < SPANS; span++) {
      int at = span;
      double[] ages =
          faces.stream()
              .filter(face -> face.face().age().years() / YEARS == at)
              .mapToDouble(face -> face.prediction().years())
              .sorted()
              .toArray();
      if (ages.length >= FEWEST) {
        double middle = span * YEARS == Age.MAX ? Age.MAX : span * YEARS + (YEARS - 1) / 2.0;
        bands.add(
            new Band(
                label(span),
                middle,
                ages.length,
                Percentiles.of(ages, 0.1),
                Percentiles.of(ages, 0.5),
                Percentiles.of(ages, 0.9)));
      }
    }
    return bands;
  }

  private static String label(int span) {
    int first = span * YEARS;
    return first == Age.MAX ? String.valueOf(first) : first + "-" + (first + YEARS - 1);
  }

  /** The oldest labelled age. */
  static int oldest(List<JudgedFace> faces) {
    return faces.stream().mapToInt(face -> face.face().age().years()).max().orElse(0);
  }

  /** The oldest age, labelled or predicted, rounded up to a whole year. */
  static int reach(List<JudgedFace> faces) {
    double oldest = faces.stream().mapToDouble(face -> face.prediction().years()).max().orElse(0);
    return Math.max(oldest(faces), (int) Math.ceil(oldest));
  }
}
