package org.agegender.evaluation;

import java.util.Locale;
import java.util.Map;
import org.agegender.core.Age;
import org.agegender.core.metrics.Figures;

/** An evaluation as a table. */
final class ResultText {

  private static final String ROW = "%-10s %8s %8s %8s %8s %8s %8s%n";

  private ResultText() {}

  static String of(EvaluationResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        "model  %s (%s at %d pixels, sha256 %.12s)%n"
            .formatted(
                result.model().file(),
                result.model().metadata().network(),
                result.model().metadata().imageSize(),
                result.model().sha256()));
    if (result.flip()) {
      text.append("flip   each picture and its mirror image, probabilities averaged%n".formatted());
    }
    text.append(
        "data   %s, %s part of %s: %d faces%n%n"
            .formatted(
                result.data().folder(),
                result.data().subset().label(),
                result.data().source(),
                result.data().faces()));
    text.append(ROW.formatted("age", "images", "MAE", "RMSE", "CS@5", "exact", "gender"));
    for (Map.Entry<Integer, Figures> decade : result.byDecade().entrySet()) {
      text.append(row(decade(decade.getKey()), decade.getValue()));
    }
    text.append(row("all", result.overall()));
    text.append(
        """

        MAE and RMSE in years; CS@5: share within 5 years; exact: share whose most likely age is
        the labelled one; gender: share predicted as labelled.
        """);
    if (!result.failures().isEmpty()) {
      text.append(
          "%n%d pictures could not be read and are in no figure:%n"
              .formatted(result.failures().size()));
      result.failures().forEach(failure -> text.append("  %s%n".formatted(failure.error())));
    }
    return text.toString();
  }

  private static String decade(int first) {
    return first == Age.MAX ? String.valueOf(first) : first + "-" + (first + 9);
  }

  private static String row(String name, Figures figures) {
    return ROW.formatted(
        name,
        figures.images(),
        number("%.2f", figures.age().mae()),
        number("%.2f", figures.age().rmse()),
        number("%.3f", figures.age().cs5()),
        number("%.3f", figures.age().exact()),
        number("%.3f", figures.genderAccuracy()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
