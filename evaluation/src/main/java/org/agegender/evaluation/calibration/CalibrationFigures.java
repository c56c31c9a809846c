package org.agegender.evaluation.calibration;

import java.util.List;

/**
 * Whether a model's probabilities mean what they say.
 *
 * @param gender reliability of the gender's probability
 * @param age coverage of the age intervals
 */
public record CalibrationFigures(GenderReliability gender, AgeCoverage age) {

  /** The figures of these faces. */
  public static CalibrationFigures of(List<CalibrationFace> faces) {
    return new CalibrationFigures(GenderReliability.of(faces), AgeCoverage.of(faces));
  }
}
