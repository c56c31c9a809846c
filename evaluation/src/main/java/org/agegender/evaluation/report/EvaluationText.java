package org.agegender.evaluation.report;

import java.util.Locale;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Dimension;
import org.agegender.evaluation.figures.GroupFigures;

/** An evaluation as text for people: what was judged on what, all figures, groups. */
public final class EvaluationText {

  private static final String ROW = "%-10s %8s %8s %8s %8s %8s %8s%n";

  private EvaluationText() {}

  /** A text of several lines. */
  public static String of(EvaluationResult result) {
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
    GroupFigures overall = result.figures().overall();
    result
        .figures()
        .by(Dimension.DECADE)
        .ifPresent(by -> by.groups().forEach(group -> text.append(row(group))));
    text.append(row(overall));
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

  private static String row(GroupFigures figures) {
    return ROW.formatted(
        figures.label(),
        figures.faces(),
        number("%.2f", figures.value(Figure.AGE_MAE)),
        number("%.2f", figures.value(Figure.AGE_RMSE)),
        number("%.3f", figures.value(Figure.AGE_CS5)),
        number("%.3f", figures.value(Figure.AGE_EXACT)),
        number("%.3f", figures.value(Figure.GENDER_ACCURACY)));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
