package org.agegender.cli.train;

import org.agegender.cli.console.Console;
import org.agegender.training.EpochMetrics;
import org.agegender.training.tuning.TuningListener;

/** Tells the user of a search: a line for each epoch of each trial. */
public final class TuningLog implements TuningListener {

  private final Console console;

  public TuningLog(Console console) {
    this.console = console;
  }

  @Override
  public void note(String line) {
    console.say("tune: " + line);
  }

  @Override
  public void epochEnded(int trial, EpochMetrics metrics) {
    console.say("trial %d, %s".formatted(trial, TrainingLog.line(metrics)));
  }
}
