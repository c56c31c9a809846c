package org.agegender.evaluation.figures;

import java.util.List;
import org.agegender.core.Gender;
import org.agegender.core.metrics.JudgedFace;

/**
 * How many faces of each labelled gender were predicted to be of which.
 *
 * @param femaleAsFemale labelled female and predicted so
 * @param femaleAsMale labelled female, predicted male
 * @param maleAsFemale labelled male, predicted female
 * @param maleAsMale labelled male and predicted so
 */
public record Confusion(int femaleAsFemale, int femaleAsMale, int maleAsFemale, int maleAsMale) {

  static Confusion of(List<JudgedFace> faces) {
    int[][] counts = new int[Gender.CLASSES][Gender.CLASSES];
    for (JudgedFace face : faces) {
      face.face()
          .gender()
          .ifPresent(label -> counts[label.code()][face.prediction().gender().code()]++);
    }
    return new Confusion(counts[0][0], counts[0][1], counts[1][0], counts[1][1]);
  }

  /** Faces labelled female. */
  public int females() {
    return femaleAsFemale + femaleAsMale;
  }

  /** Faces labelled male. */
  public int males() {
    return maleAsFemale + maleAsMale;
  }
}
