package org.agegender.training.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.training.Objective;
import org.agegender.training.RunFolder;

/**
 * The curve of a trial, from its {@code metrics.csv}.
 *
 * @param values the objective after each epoch
 * @param seconds that training and validation took, all epochs together
 */
record History(List<Double> values, double seconds) {

  /** Of a trial that has not begun. */
  static final History NONE = new History(List.of(), 0);

  /** Takes a copy of the list. */
  History {
    values = List.copyOf(values);
  }

  static History of(RunFolder run, Objective objective) throws IOException {
    if (!Files.exists(run.metrics())) {
      return NONE;
    }
    List<String> lines = Files.readAllLines(run.metrics());
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<Double> values = new ArrayList<>();
    double seconds = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      try {
        values.add(Double.valueOf(row[header.indexOf(objective.column())]));
        seconds +=
            Double.parseDouble(row[header.indexOf("train_seconds")])
                + Double.parseDouble(row[header.indexOf("validation_seconds")]);
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new InvalidInputException(
            "%s: a row cannot be read: '%s'; delete the folder of the trial and tune again"
                .formatted(run.metrics(), line),
            e);
      }
    }
    return new History(values, seconds);
  }

  /** The epoch with the best value among the first so many, from 1 on; 0 if there is none. */
  int bestEpoch(Objective objective, int epochs) {
    int best = 0;
    for (int epoch = 1; epoch <= Math.min(epochs, values.size()); epoch++) {
      double value = values.get(epoch - 1);
      if (Double.isFinite(value) && (best == 0 || objective.better(value, values.get(best - 1)))) {
        best = epoch;
      }
    }
    return best;
  }
}
