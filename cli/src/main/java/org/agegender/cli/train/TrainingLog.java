package org.agegender.cli.train;

import java.time.Duration;
import java.util.Locale;
import org.agegender.cli.console.Console;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.Figures;
import org.agegender.training.EpochMetrics;
import org.agegender.training.TrainingListener;

/** Tells the user of a run: a line for each epoch. */
public final class TrainingLog implements TrainingListener {

  private static final double MILLIS = 1000;
  private static final int PERCENT = 100;

  private final Console console;

  public TrainingLog(Console console) {
    this.console = console;
  }

  @Override
  public void note(String line) {
    console.say("train: " + line);
  }

  @Override
  public void epochEnded(EpochMetrics epoch) {
    console.say(line(epoch));
  }

  static String line(EpochMetrics epoch) {
    Figures figures = epoch.figures();
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.3f (age %.3f, gender %.3f); validation loss %.3f, age MAE %.2f, exact"
            + " %.3f, gender %.3f; %.0f images/s, waited %.1f s for data (%d %%)%s",
        epoch.epoch(),
        epoch.training().joint(),
        epoch.training().age(),
        epoch.training().gender(),
        epoch.validation().joint(),
        figures.value(Figure.AGE_MAE),
        figures.value(Figure.AGE_EXACT),
        figures.value(Figure.GENDER_ACCURACY),
        epoch.imagesPerSecond(),
        seconds(epoch.dataWait()),
        Math.round(PERCENT * seconds(epoch.dataWait()) / seconds(epoch.trainingTime())),
        epoch.best() ? "; best so far" : "");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
