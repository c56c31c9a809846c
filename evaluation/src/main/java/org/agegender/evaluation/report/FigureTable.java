package org.agegender.evaluation.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agegender.core.metrics.Figure;
import org.agegender.evaluation.figures.Breakdown;
import org.agegender.evaluation.figures.Dimension;
import org.agegender.evaluation.figures.Gap;
import org.agegender.evaluation.figures.GroupFigures;
import org.agegender.evaluation.figures.SetFigures;

/** All figures as text: a row for each group, a line for each figure of all, the widest gaps. */
final class FigureTable {

  private static final String ROW = "%-16s %8s %8s %8s %8s %8s %8s%n";

  /** Kinds of groups that have rows. */
  private static final List<Dimension> ROWS =
      List.of(Dimension.DECADE, Dimension.BIN, Dimension.GENDER, Dimension.GROUP);

  private static final Set<Dimension> OF_FAIRNESS = EnumSet.of(Dimension.GENDER, Dimension.GROUP);

  private static final Set<Figure> BY_YEARS = EnumSet.of(Figure.AGE_MAE, Figure.GENDER_ACCURACY);

  private static final Set<Figure> BY_BINS = EnumSet.of(Figure.BIN_RIGHT, Figure.GENDER_ACCURACY);

  private final SetFigures figures;
  private final boolean bins;
  private final StringBuilder text = new StringBuilder();

  private FigureTable(SetFigures figures) {
    this.figures = figures;
    this.bins = figures.by(Dimension.BIN).isPresent();
  }

  static String of(SetFigures figures) {
    FigureTable table = new FigureTable(figures);
    table.rows();
    table.intervals();
    table.gaps();
    return table.text.toString();
  }

  private void rows() {
    text.append(
        bins
            ? ROW.formatted("faces", "images", "bin", "1-off", "", "", "gender")
            : ROW.formatted("age", "images", "MAE", "RMSE", "CS@5", "exact", "gender"));
    for (Dimension dimension : ROWS) {
      figures.by(dimension).map(Breakdown::groups).ifPresent(this::rows);
    }
    text.append(row(figures.overall()));
    text.append(
        bins
            ? """

            bin: share whose predicted age falls into the labelled bin; 1-off: into it or one
            beside it; gender: share predicted as labelled.
            """
            : """

            MAE and RMSE in years; CS@5: share within 5 years; exact: share whose most likely age is
            the labelled one; gender: share predicted as labelled.
            """);
    text.append("*: fewer than %d faces, these figures say little%n".formatted(GroupFigures.SMALL));
  }

  private void rows(Collection<GroupFigures> groups) {
    groups.forEach(group -> text.append(row(group)));
  }

  private String row(GroupFigures group) {
    String name = group.small() ? group.label() + "*" : group.label();
    return bins
        ? ROW.formatted(
            name,
            group.faces(),
            number(group, Figure.BIN_RIGHT),
            number(group, Figure.BIN_ONE_OFF),
            "",
            "",
            number(group, Figure.GENDER_ACCURACY))
        : ROW.formatted(
            name,
            group.faces(),
            number(group, Figure.AGE_MAE),
            number(group, Figure.AGE_RMSE),
            number(group, Figure.AGE_CS5),
            number(group, Figure.AGE_EXACT),
            number(group, Figure.GENDER_ACCURACY));
  }

  private static String number(GroupFigures group, Figure figure) {
    return Numbers.value(figure, group.value(figure));
  }

  private void intervals() {
    text.append(
        "%nAll faces, with 95 %% bootstrap intervals (%d replicates of %d %s):%n"
            .formatted(
                figures.bootstrap().replicates(),
                figures.overall().persons(),
                figures.drawnByPerson() ? "persons" : "faces"));
    figures
        .overall()
        .values()
        .forEach(
            (figure, estimate) ->
                text.append(
                    "  %-18s %s%n".formatted(figure.title(), Numbers.estimate(figure, estimate))));
  }

  private void gaps() {
    List<Gap> shown =
        figures.gaps().stream()
            .filter(gap -> OF_FAIRNESS.contains(gap.by()))
            .filter(gap -> (bins ? BY_BINS : BY_YEARS).contains(gap.figure()))
            .toList();
    if (!shown.isEmpty()) {
      text.append("%nWorst and best group, and how far they are apart:%n".formatted());
    }
    for (Gap gap : shown) {
      text.append(
          "  %-18s by %-7s %s, %s: %s%n"
              .formatted(
                  gap.figure().title(),
                  gap.by(),
                  gap.worst(),
                  gap.best(),
                  Numbers.estimate(gap.figure(), gap.difference())));
    }
  }
}
