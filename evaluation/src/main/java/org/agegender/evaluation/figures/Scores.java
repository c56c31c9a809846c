package org.agegender.evaluation.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/**
 * The scores of faces for all figures, computed once for all the groups they are in.
 *
 * @param byFigure a score for each face
 * @param genders of each face: the class, or -1 where it is not known
 */
record Scores(Map<Figure, double[]> byFigure, int[] genders) {

  private static final int UNKNOWN = -1;

  static Scores of(List<JudgedFace> faces) {
    Map<Figure, double[]> byFigure = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      byFigure.put(figure, faces.stream().mapToDouble(figure::score).toArray());
    }
    int[] genders =
        faces.stream().mapToInt(f -> f.face().gender().map(Gender::code).orElse(UNKNOWN)).toArray();
    return new Scores(Collections.unmodifiableMap(byFigure), genders);
  }

  /**
   * The scores of some faces.
   *
   * @param members their indices
   */
  double[] of(Figure figure, int[] members) {
    double[] all = of(figure);
    double[] some = new double[members.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[members[i]];
    }
    return some;
  }

  /** The scores of some faces, those of another gender NaN. */
  double[] of(Figure figure, int[] members, Gender gender) {
    double[] some = of(figure, members);
    for (int i = 0; i < some.length; i++) {
      if (genders[members[i]] != gender.code()) {
        some[i] = Double.NaN;
      }
    }
    return some;
  }

  private double[] of(Figure figure) {
    double[] all = byFigure.get(figure);
    if (all == null) {
      throw new IllegalStateException("no scores of " + figure);
    }
    return all;
  }
}
