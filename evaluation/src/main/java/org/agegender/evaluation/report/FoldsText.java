package org.agegender.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.FoldsResult;
import org.agegender.evaluation.Spread;
import org.agegender.evaluation.figures.GroupFigures;

/** An evaluation over folds as a table for people. */
public final class FoldsText {

  private static final List<Figure> SHOWN =
      List.of(
          Figure.AGE_MAE,
          Figure.AGE_RMSE,
          Figure.AGE_CS5,
          Figure.BIN_RIGHT,
          Figure.BIN_ONE_OFF,
          Figure.GENDER_ACCURACY);

  private static final List<String> NAMES =
      List.of("MAE", "RMSE", "CS@5", "bin", "1-off", "gender");

  private FoldsText() {}

  /** A text of several lines; figures that no fold has are left out. */
  public static String of(FoldsResult result) {
    Map<Figure, Spread> spreads = result.spreads();
    List<Figure> shown = SHOWN.stream().filter(spreads::containsKey).toList();
    StringBuilder text =
        new StringBuilder("folds  %s: %d faces%n%n".formatted(result.folder(), result.images()));
    text.append("%-10s %8s".formatted("fold", "images"));
    shown.forEach(figure -> text.append(" %8s".formatted(NAMES.get(SHOWN.indexOf(figure)))));
    text.append("  model%n".formatted());
    for (int number = 0; number < result.folds().size(); number++) {
      EvaluationResult fold = result.folds().get(number);
      GroupFigures overall = fold.figures().overall();
      text.append("%-10d %8d".formatted(number, overall.faces()));
      shown.forEach(figure -> text.append(cell(figure, overall.value(figure))));
      text.append("  %s%n".formatted(fold.model().file()));
    }
    text.append("%-10s %8s".formatted("mean", ""));
    shown.forEach(figure -> text.append(cell(figure, spread(spreads, figure).mean())));
    text.append("%n%-10s %8s".formatted("deviation", ""));
    shown.forEach(figure -> text.append(cell(figure, spread(spreads, figure).deviation())));
    return text.append("%n".formatted()).toString();
  }

  private static Spread spread(Map<Figure, Spread> spreads, Figure figure) {
    return spreads.getOrDefault(figure, new Spread(Double.NaN, Double.NaN, 1));
  }

  private static String cell(Figure figure, double value) {
    String format = figure.unit() == Figure.Unit.YEARS ? " %8.2f" : " %8.3f";
    return Double.isNaN(value) ? " %8s".formatted("-") : String.format(Locale.ROOT, format, value);
  }
}
