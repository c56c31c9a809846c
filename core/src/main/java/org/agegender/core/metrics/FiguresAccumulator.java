package org.agegender.core.metrics;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Adds up the scores of faces one by one and keeps none of them: for figures that are means. Not
 * thread-safe. Sums are exact enough in double for any order of adding to agree to twelve digits.
 */
public final class FiguresAccumulator {

  private final Map<Figure, Sum> sums = new EnumMap<>(Figure.class);
  private long faces;

  /**
   * @param figures to add up; each a mean or the root of one
   * @throws IllegalArgumentException if one is not
   */
  public FiguresAccumulator(Collection<Figure> figures) {
    for (Figure figure : figures) {
      switch (figure.summary()) {
        case MEAN, ROOT_MEAN -> sums.put(figure, new Sum());
        case MEDIAN, MEAN_OF_GENDERS, AREA_UNDER_ROC ->
            throw new IllegalArgumentException(
                "a figure to add up must be a mean, found " + figure.key());
      }
    }
  }

  /** Adds one face. */
  public void add(JudgedFace face) {
    faces++;
    sums.forEach((figure, sum) -> sum.add(figure.score(face)));
  }

  /** The figures of all faces added so far. */
  public Figures figures() {
    Map<Figure, Double> values = new EnumMap<>(Figure.class);
    sums.forEach(
        (figure, sum) -> {
          if (sum.count > 0) {
            double mean = sum.total / sum.count;
            values.put(
                figure, figure.summary() == Figure.Summary.ROOT_MEAN ? Math.sqrt(mean) : mean);
          }
        });
    return new Figures(faces, values);
  }

  private static final class Sum {

    private double total;
    private long count;

    void add(double score) {
      if (!Double.isNaN(score)) {
        total += score;
        count++;
      }
    }
  }
}
