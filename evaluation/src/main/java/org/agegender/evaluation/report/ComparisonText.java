package org.agegender.evaluation.report;

import java.util.List;
import java.util.Locale;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Comparison;

/** A comparison of models as text for people. */
public final class ComparisonText {

  private static final String ROW = "%-18s %5s  %-26s %-28s %s";

  private ComparisonText() {}

  /**
   * A text of several lines.
   *
   * @param results of the models, in the order of the comparison
   */
  public static String of(List<EvaluationResult> results, Comparison comparison) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < results.size(); i++) {
      EvaluationResult.Model model = results.get(i).model();
      text.append(
          "model %d  %s (%s at %d pixels, sha256 %.12s)%n"
              .formatted(
                  i + 1,
                  model.file(),
                  model.metadata().network(),
                  model.metadata().imageSize(),
                  model.sha256()));
    }
    EvaluationResult.Data data = results.get(0).data();
    text.append(
        "data     %s, %s part of %s: %d faces, %d of them read%n%n"
            .formatted(
                data.folder(),
                data.subset().label(),
                data.source(),
                data.faces(),
                comparison.faces()));
    line(text, ROW.formatted("", "model", "value", "difference to model 1", "better"));
    for (Figure figure : Figure.values()) {
      for (int i = 0; i < results.size(); i++) {
        Estimate value = comparison.models().get(i).values().get(figure);
        if (value != null) {
          line(text, row(i, figure, value, comparison.models().get(i)));
        }
      }
    }
    text.append(
        """

        Ages in years, all else shares; 95 %% bootstrap intervals (%d replicates, the same %s for all
        models). better: the share of replicates in which the model is better than model 1.
        """
            .formatted(
                comparison.bootstrap().replicates(),
                comparison.drawnByPerson() ? "persons" : "faces"));
    return text.toString();
  }

  private static String row(
      int index, Figure figure, Estimate value, Comparison.Compared compared) {
    Comparison.Difference difference = compared.differences().get(figure);
    return ROW.formatted(
        index == 0 ? figure.title() : "",
        index + 1,
        Numbers.estimate(figure, value),
        difference == null ? "" : Numbers.estimate(figure, difference.difference()),
        difference == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * difference.better()));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }
}
