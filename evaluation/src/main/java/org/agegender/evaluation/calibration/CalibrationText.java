package org.agegender.evaluation.calibration;

import java.util.Locale;
import org.agegender.core.Calibration;

/** A calibration as a table. */
final class CalibrationText {

  private static final String ROW = "%-44s %8s %8s%n";

  private CalibrationText() {}

  static String of(CalibrationResult result) {
    Calibration fitted = result.calibration();
    Coverage before = result.before().age().overall();
    Coverage after = result.after().age().overall();
    StringBuilder text = new StringBuilder();
    text.append(
        "fitted on the %s part of %s: %d faces%n%n"
            .formatted(
                fitted.fittedOn().part(), fitted.fittedOn().dataSet(), fitted.fittedOn().faces()));
    text.append(ROW.formatted("", "before", "after"));
    text.append(
        row("age: share of faces within their interval", before.covered(), after.covered()));
    text.append(
        row("age: years that an interval holds, mean", before.meanWidth(), after.meanWidth()));
    GenderReliability was = result.before().gender();
    GenderReliability is = result.after().gender();
    text.append(row("gender: expected calibration error", was.expectedError(), is.expectedError()));
    text.append(row("gender: log loss", was.logLoss(), is.logLoss()));
    text.append(
        "%ncentral mass of the age intervals %.4f, temperature of the gender %.4f%s%n"
            .formatted(
                fitted.ageMass(),
                fitted.genderTemperature(),
                result.temperatureFitted() ? "" : " (the labels tell none)"));
    text.append(
        "The age itself, its log loss (%.4f) and the predicted gender stay as they are.%n"
            .formatted(result.after().age().logLoss()));
    return text.toString();
  }

  private static String row(String name, double before, double after) {
    return ROW.formatted(name, number(before), number(after));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
