package org.agegender.training.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agegender.training.TrainingConfig;

/** The trials as a page of its own: curves, each drawn setting against the objective, a table. */
final class TuningReport {

  private static final String STYLE =
      """
      body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 1200px; padding: 0 1em; }
      table { border-collapse: collapse; } td, th { padding: 2px 10px; text-align: right; }
      tr:nth-child(even) { background: #f3f3f3; } td:last-child { text-align: left; }
      svg text { font-size: 11px; fill: #444; } svg .grid { stroke: #ddd; }
      svg polyline { fill: none; stroke-width: 1.5; } .plots { display: flex; flex-wrap: wrap; }
      .faint { stroke: #8aa; fill: #8aa; } .strong { stroke: #c33; fill: #c33; }
      g:hover { stroke: #000; fill: #000; } .scroll { overflow-x: auto; }
      """;

  private TuningReport() {}

  /**
   * @param ranked all trials, the best first
   */
  static String html(TuningPlan plan, TrainingConfig base, List<Trial> ranked) {
    List<Trial> known =
        ranked.stream()
            .filter(trial -> !Double.isNaN(trial.best(plan.objective(), base.epochs())))
            .toList();
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    html.append("<meta charset=\"utf-8\"/>\n<title>Search of settings</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Search of settings</h1>\n<p>")
        .append(
            "%d trials of %s, seed %d; compared by %s after %s epochs. The best so far is red."
                .formatted(
                    plan.trials(),
                    Plot.escaped(base.network()),
                    plan.seed(),
                    plan.objective().column(),
                    plan.rungs(base.epochs()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))))
        .append("</p>\n<div class=\"plots\">\n");
    if (!known.isEmpty()) {
      html.append(curves(plan, known)).append('\n');
      for (Map.Entry<String, Range> range : plan.ranges().entrySet()) {
        html.append(setting(plan, base, known, range.getKey(), range.getValue())).append('\n');
      }
    }
    html.append("</div>\n<h2>Trials, the best first</h2>\n<div class=\"scroll\">\n");
    return html.append(table(plan, ranked)).append("</div>\n</body>\n</html>\n").toString();
  }

  private static String curves(TuningPlan plan, List<Trial> known) {
    List<Double> values = known.stream().flatMap(trial -> finite(trial).stream()).toList();
    int longest = known.stream().mapToInt(t -> t.history().values().size()).max().orElse(1);
    Plot plot =
        new Plot(
            Axis.linear("epoch", List.of(1.0, (double) longest)),
            Axis.linear(plan.objective().column(), values));
    // The best comes last, on top of the others.
    for (int i = known.size() - 1; i >= 0; i--) {
      Trial trial = known.get(i);
      List<Double> curve = finite(trial);
      List<Double> epochs =
          IntStream.rangeClosed(1, curve.size()).mapToObj(epoch -> (double) epoch).toList();
      plot.add(new Plot.Series(title(trial), epochs, curve, i == 0));
    }
    return plot.svg();
  }

  /** The values up to the first that is no number. */
  private static List<Double> finite(Trial trial) {
    return trial.history().values().stream().takeWhile(Double::isFinite).toList();
  }

  private static String setting(
      TuningPlan plan, TrainingConfig base, List<Trial> known, String name, Range range) {
    List<Double> across = new ArrayList<>();
    List<Double> up = new ArrayList<>();
    for (Trial trial : known) {
      across.add(place(range, trial.settings().getOrDefault(name, "")));
      up.add(trial.best(plan.objective(), base.epochs()));
    }
    Plot plot = new Plot(axis(name, range, across), Axis.linear(plan.objective().column(), up));
    for (int i = known.size() - 1; i >= 0; i--) {
      plot.add(
          new Plot.Series(title(known.get(i)), List.of(across.get(i)), List.of(up.get(i)), i == 0));
    }
    return plot.svg();
  }

  private static Axis axis(String name, Range range, List<Double> across) {
    if (range instanceof Range.Choice choice) {
      return Axis.words(name, choice.values());
    }
    return range instanceof Range.LogUniform
        ? Axis.logarithmic(name, across)
        : Axis.linear(name, across);
  }

  /** Where a value stands on its axis; choices by their place in the list. */
  private static double place(Range range, String value) {
    return range instanceof Range.Choice choice
        ? choice.values().indexOf(value)
        : Double.parseDouble(value);
  }

  private static String title(Trial trial) {
    return "trial %d: %s".formatted(trial.number(), trial.settings());
  }

  private static String table(TuningPlan plan, List<Trial> ranked) {
    StringBuilder table = new StringBuilder("<table>\n<tr>");
    TrialTable.header(plan)
        .forEach(name -> table.append("<th>").append(Plot.escaped(name)).append("</th>"));
    table.append("</tr>\n");
    for (Trial trial : ranked) {
      table.append("<tr>");
      TrialTable.cells(plan, trial)
          .forEach(cell -> table.append("<td>").append(Plot.escaped(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }
}
