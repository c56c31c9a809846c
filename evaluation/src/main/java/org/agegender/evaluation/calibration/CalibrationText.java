package org.agegender.evaluation.calibration;

import java.util.Locale;
import org.agegender.core.Calibration;

/** A calibration as a table. */
final class CalibrationText {

  private static final String ROW = "%-44s %8s %8s%n";

  private CalibrationText() {}

  static String of(CalibrationResult result) {
    Calibration.FittedOn on = result.calibration().fittedOn();
    Coverage before = result.before().age().overall();
    Coverage after = result.after().age().overall();
    StringBuilder text = new StringBuilder();
    text.append(
        text("fitted on the %s part of %s: %d faces%n%n", on.part(), on.dataSet(), on.faces()));
    text.append(text(ROW, "", "before", "after"));
    text.append(
        row("age: share of faces within their interval", before.covered(), after.covered()));
    text.append(
        row("age: years that an interval holds, mean", before.meanWidth(), after.meanWidth()));
    GenderReliability was = result.before().gender();
    GenderReliability is = result.after().gender();
    if (was.faces() > 0) {
      text.append(
          row("gender: expected calibration error", was.expectedError(), is.expectedError()));
      text.append(row("gender: log loss", was.logLoss(), is.logLoss()));
    }
    text.append(
        text(
            "%ncentral mass of the age intervals %.4f, temperature of the gender %.4f%s%n",
            result.calibration().ageMass(),
            result.calibration().genderTemperature(),
            aboutTheTemperature(result)));
    text.append(
        text(
            "The age itself, its log loss (%.4f) and the predicted gender stay as they are.%n",
            result.after().age().logLoss()));
    return text.toString();
  }

  private static String aboutTheTemperature(CalibrationResult result) {
    if (result.temperatureFitted()) {
      return "";
    }
    return result.before().gender().faces() > 0
        ? " (the labels tell none)"
        : " (as it was: no face is labelled with a gender)";
  }

  private static String row(String name, double before, double after) {
    return text(ROW, name, number(before), number(after));
  }

  private static String number(double value) {
    return text("%.4f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
