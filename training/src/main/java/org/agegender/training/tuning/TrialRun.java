package org.agegender.training.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.training.DivergenceException;
import org.agegender.training.EpochMetrics;
import org.agegender.training.Objective;
import org.agegender.training.RunFolder;
import org.agegender.training.StopSignal;
import org.agegender.training.Trainer;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.TrainingListener;
import org.agegender.training.checkpoint.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Takes one trial so many epochs on; what it did is in its run. */
final class TrialRun {

  private final TuningFolder folder;
  private final Path data;
  private final Objective objective;
  private final TuningListener listener;
  private final Progress progress;
  private final Set<String> told = new HashSet<>();
  private volatile @Nullable StopSignal current;
  private volatile boolean stopped;

  /**
   * @param data the prepared set of all trials
   */
  TrialRun(
      TuningFolder folder,
      Path data,
      Objective objective,
      TuningListener listener,
      Progress progress) {
    this.folder = folder;
    this.data = data;
    this.objective = objective;
    this.listener = listener;
    this.progress = progress;
  }

  /** Asks the trial under way to end at its next step. */
  void stop() {
    stopped = true;
    StopSignal signal = current;
    if (signal != null) {
      signal.request();
    }
  }

  boolean stopped() {
    return stopped;
  }

  /**
   * Trains until so many epochs are behind the trial, if they are not already.
   *
   * @return the trial with its curve as it is then
   * @throws InvalidInputException if what all trials share cannot be used now, such as the set
   */
  Trial advance(Trial trial, int epochs) throws IOException {
    int number = trial.number();
    if (trial.failure() != null || epochsBehind(number) >= epochs) {
      return trial;
    }
    StopSignal signal = new StopSignal();
    current = signal;
    if (stopped) {
      return trial;
    }
    try {
      train(trial, epochs, signal);
    } catch (InvalidInputException e) {
      requireItsOwn(e, number);
      folder.fail(number, e.getMessage());
    } finally {
      current = null;
    }
    return read(number, trial.settings());
  }

  /**
   * A trial is out because of its settings: they do not go together, or training diverged. What
   * stands in the way of all trials passes, and must not be held against this one.
   */
  private void requireItsOwn(InvalidInputException failure, int number) throws IOException {
    if (epochsBehind(number) > 0 && !(failure instanceof DivergenceException)) {
      throw failure;
    }
    PreparedSet.open(data);
  }

  private void train(Trial trial, int epochs, StopSignal signal) throws IOException {
    RunFolder run;
    boolean begun = hasBegun(trial.number());
    if (begun) {
      run = RunFolder.open(folder.trial(trial.number()));
    } else {
      folder.clear(trial.number());
      TrainingConfig config = config(trial.settings());
      run = RunFolder.create(folder.trial(trial.number()), config, false);
    }
    TrainingConfig config = TrainingConfigReader.read(run.config(), Map.of()).resolved();
    Trainer trainer =
        Trainer.of(run, config, new UntilEpoch(trial.number(), epochs, signal), progress, signal);
    if (begun) {
      trainer.resume();
    } else {
      trainer.train();
    }
  }

  TrainingConfig config(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("best-by", objective.column());
    return TrainingConfigReader.read(folder.base(), all).resolved();
  }

  /** The trial as its folder tells of it. */
  Trial read(int number, Map<String, String> settings) throws IOException {
    History history =
        hasBegun(number)
            ? History.of(RunFolder.open(folder.trial(number)), objective)
            : History.NONE;
    String failure =
        Files.exists(folder.failure(number))
            ? Files.readString(folder.failure(number)).strip()
            : null;
    return new Trial(number, settings, history, failure);
  }

  private boolean hasBegun(int number) {
    return Files.exists(folder.trial(number).resolve("config.yaml"));
  }

  /** As the checkpoint says; the curve may be an epoch ahead of it after a kill. */
  private int epochsBehind(int number) throws IOException {
    if (!hasBegun(number)) {
      return 0;
    }
    RunFolder run = RunFolder.open(folder.trial(number));
    return Files.exists(run.last()) ? Checkpoint.read(run.last()).position().epoch() : 0;
  }

  /** Tells of the epochs and ends the run after the last of them. */
  private final class UntilEpoch implements TrainingListener {
    private final int number;
    private final int epochs;
    private final StopSignal signal;

    UntilEpoch(int number, int epochs, StopSignal signal) {
      this.number = number;
      this.epochs = epochs;
      this.signal = signal;
    }

    /** What is said of each trial alike, such as which weights it begins with, is told once. */
    @Override
    public void note(String line) {
      if (told.add(line)) {
        listener.note(line);
      }
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
      listener.epochEnded(number, metrics);
      if (metrics.epoch() >= epochs) {
        signal.request();
      }
    }
  }
}
