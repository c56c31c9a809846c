package org.agegender.evaluation.report;

import java.util.Locale;
import org.agegender.core.Calibration;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.calibration.Coverage;
import org.agegender.evaluation.calibration.GenderReliability;

/** What is to be said of a model's calibration, for people. */
final class CalibrationLines {

  private CalibrationLines() {}

  static String of(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        result
            .model()
            .metadata()
            .calibration()
            .map(Calibration::fittedOn)
            .map(
                faces ->
                    "calibrated on the %s part of %s, %d faces%s%n"
                        .formatted(
                            faces.part(),
                            faces.dataSet(),
                            faces.faces(),
                            result.calibratedOnTheseFaces()
                                ? ": these very faces, which flatters what follows"
                                : ""))
            .orElse("not calibrated\n"));
    Coverage age = result.calibration().age().overall();
    if (age.faces() > 0) {
      text.append(
          line(
              "age ranges meant to hold 80 %% of ages hold %.3f, and %.1f years on average%n",
              age.covered(), age.meanWidth()));
    }
    GenderReliability gender = result.calibration().gender();
    if (gender.faces() > 0) {
      text.append(
          line(
              "gender: expected calibration error %.3f, log loss %.3f, Brier score %.3f%n",
              gender.expectedError(), gender.logLoss(), gender.brier()));
    }
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
