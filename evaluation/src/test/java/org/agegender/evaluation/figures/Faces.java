package org.agegender.evaluation.figures;

import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.core.metrics.JudgedFace;

/** Judged faces for tests. */
public final class Faces {

  private Faces() {}

  /** A prediction of one age. */
  public static Prediction prediction(int years, double male) {
    float[] ages = new float[Age.CLASSES];
    ages[years] = 1;
    return new Prediction(AgeDistribution.of(ages), male);
  }

  /** A face of a person and a group. */
  public static JudgedFace face(
      int years, Gender gender, String identity, String group, int predicted, double male) {
    return new JudgedFace(
        new LabelledFace(
            "f.jpg", AgeLabel.exact(new Age(years)), Optional.of(gender), "", identity, group),
        prediction(predicted, male));
  }

  /** A face of nobody known. */
  public static JudgedFace face(int years, Gender gender, int predicted, double male) {
    return face(years, gender, "", "", predicted, male);
  }
}
