package org.agegender.training.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The trials as CSV, one row each. */
final class TrialTable {

  private TrialTable() {}

  static String csv(TuningPlan plan, List<Trial> trials) {
    StringBuilder csv = new StringBuilder();
    row(csv, header(plan));
    for (Trial trial : trials) {
      row(csv, cells(plan, trial));
    }
    return csv.toString();
  }

  /** The names of the columns. */
  static List<String> header(TuningPlan plan) {
    List<String> header =
        new ArrayList<>(
            List.of("trial", "epochs", plan.objective().column(), "best_epoch", "seconds"));
    header.addAll(plan.ranges().keySet());
    header.add("failure");
    return header;
  }

  /** One trial under these names; what is not known is empty. */
  static List<String> cells(TuningPlan plan, Trial trial) {
    History history = trial.history();
    int epochs = history.values().size();
    int best = history.bestEpoch(plan.objective(), epochs);
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(trial.number()));
    cells.add(Integer.toString(epochs));
    cells.add(best == 0 ? "" : String.format(Locale.ROOT, "%.4f", history.values().get(best - 1)));
    cells.add(best == 0 ? "" : Integer.toString(best));
    cells.add(String.format(Locale.ROOT, "%.0f", history.seconds()));
    cells.addAll(trial.settings().values());
    cells.add(trial.failure() == null ? "" : trial.failure());
    return cells;
  }

  private static void row(StringBuilder csv, List<String> cells) {
    csv.append(String.join(",", cells.stream().map(TrialTable::quoted).toList())).append('\n');
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"") || cell.contains("\n")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
