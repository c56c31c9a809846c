package org.agegender.evaluation.calibration;

import java.util.List;
import org.agegender.core.Calibration;

/**
 * A calibration and what it does to the faces that it was fitted on. Those are the faces for which
 * it does best; how it holds on others, an evaluation of another part tells.
 *
 * @param calibration what was fitted
 * @param temperatureFitted whether the labels told a temperature for the gender; if not, it is 1,
 *     or that of an earlier calibration where no face has a gender label
 * @param before figures of the model as it was
 * @param after figures with the calibration
 * @param unreadable one line for each picture that could not be read
 */
public record CalibrationResult(
    Calibration calibration,
    boolean temperatureFitted,
    CalibrationFigures before,
    CalibrationFigures after,
    List<String> unreadable) {

  /** Takes a copy of the list. */
  public CalibrationResult {
    unreadable = List.copyOf(unreadable);
  }

  /** A table for people. */
  public String toText() {
    return CalibrationText.of(this);
  }
}
