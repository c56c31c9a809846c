package org.agegender.evaluation.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.agegender.core.Gender;
import org.agegender.core.metrics.JudgedFace;

/** Draws ROC curves (Fawcett, "An introduction to ROC analysis", 2006, algorithm 1). */
final class RocCurve {

  /** Points nearer to the last one than this, along both axes together, are left out. */
  private static final double STEP = 0.01;

  private RocCurve() {}

  /**
   * The curve from (0, 0) to (1, 1), at most two hundred points and some; faces with equal
   * probabilities make one point. Empty if there are not both genders.
   */
  static List<RocPoint> of(List<JudgedFace> faces) {
    List<JudgedFace> descending = new ArrayList<>(faces);
    descending.removeIf(face -> face.face().gender().isEmpty());
    descending.sort(Comparator.comparingDouble(RocCurve::probability).reversed());
    Confusion counts = Confusion.of(faces);
    if (counts.males() == 0 || counts.females() == 0) {
      return List.of();
    }
    List<RocPoint> points = new ArrayList<>();
    points.add(new RocPoint(Double.POSITIVE_INFINITY, 0, 0));
    int males = 0;
    int females = 0;
    for (int i = 0; i < descending.size(); i++) {
      JudgedFace face = descending.get(i);
      if (face.face().gender().equals(Optional.of(Gender.MALE))) {
        males++;
      } else {
        females++;
      }
      boolean end = i + 1 == descending.size();
      if (end || probability(face) != probability(descending.get(i + 1))) {
        RocPoint last = points.get(points.size() - 1);
        double falseMale = females / (double) counts.females();
        double trueMale = males / (double) counts.males();
        if (end || falseMale + trueMale >= last.falseMale() + last.trueMale() + STEP) {
          points.add(new RocPoint(probability(face), falseMale, trueMale));
        }
      }
    }
    return List.copyOf(points);
  }

  private static double probability(JudgedFace face) {
    return face.prediction().maleProbability();
  }
}
