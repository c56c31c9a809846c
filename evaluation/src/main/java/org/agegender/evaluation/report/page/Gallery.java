package org.agegender.evaluation.report.page;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.agegender.core.metrics.JudgedFace;

/**
 * The faces shown, each list at most {@value #MOST}.
 *
 * @param worst largest errors in age first
 * @param best smallest errors in age first
 * @param wrongGender those of the wrong gender, the surest first
 */
record Gallery(List<JudgedFace> worst, List<JudgedFace> best, List<JudgedFace> wrongGender) {

  private static final int MOST = 12;

  private static final Comparator<JudgedFace> BY_ERROR =
      Comparator.comparingDouble(Gallery::yearsOutside);
  private static final Comparator<JudgedFace> BY_SURENESS =
      Comparator.comparingDouble(face -> face.prediction().genderProbability());

  static Gallery of(List<JudgedFace> faces) {
    return new Gallery(
        first(faces, face -> yearsOutside(face) > 0, BY_ERROR.reversed()),
        first(faces, JudgedFace::hasYear, BY_ERROR),
        first(
            faces,
            face ->
                face.face()
                    .gender()
                    .filter(label -> label != face.prediction().gender())
                    .isPresent(),
            BY_SURENESS.reversed()));
  }

  /** How far the predicted age is from the nearest age that the label allows. */
  private static double yearsOutside(JudgedFace face) {
    double years = face.prediction().years();
    return Math.max(
        0, Math.max(face.face().range().low() - years, years - face.face().range().high()));
  }

  /** Equal ones come in the order of their names. */
  private static List<JudgedFace> first(
      List<JudgedFace> faces, Predicate<JudgedFace> which, Comparator<JudgedFace> order) {
    return faces.stream()
        .filter(which)
        .sorted(order.thenComparing(face -> face.face().filename()))
        .limit(MOST)
        .toList();
  }
}
