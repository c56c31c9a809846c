package org.agegender.evaluation.calibration;

import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.metrics.JudgedFace;

/**
 * A labelled face and what a model says of it, as far as calibration is concerned.
 *
 * @param age the labelled age; empty where it is not labelled to the year
 * @param gender the labelled gender; empty where there is none
 * @param group a further group such as a race label; empty text where unknown
 * @param prediction what the model says
 * @param interval the range that the model gives for the age
 */
public record CalibrationFace(
    Optional<Age> age,
    Optional<Gender> gender,
    String group,
    Prediction prediction,
    AgeInterval interval) {

  /** A face that was judged, with the range that the model gives for its age. */
  public static CalibrationFace of(JudgedFace face, ModelMetadata model) {
    return new CalibrationFace(
        Optional.of(face.face().age()).filter(age -> face.hasYear()),
        face.face().gender(),
        face.face().group(),
        face.prediction(),
        model.ageInterval(face.prediction().age()));
  }

  /** A face of a prepared set that was looked at. */
  public static CalibrationFace of(
      LabelledFace label, Prediction prediction, AgeInterval interval) {
    return new CalibrationFace(
        Optional.of(label.age()).filter(age -> label.label().isExact()),
        label.gender(),
        label.group(),
        prediction,
        interval);
  }
}
