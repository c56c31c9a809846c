package org.agegender.training.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.AtomicFile;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.training.ModelExport;
import org.agegender.training.Objective;
import org.agegender.training.RunFolder;
import org.agegender.training.StartingFiles;
import org.agegender.training.TrainingConfig;

/**
 * Searches for good settings: every trial is trained for a few epochs, the best of them go on for
 * several times as many, and so on. A trial is an ordinary run whose schedule is laid out for all
 * epochs; one that does not go on can still be resumed by hand.
 *
 * <p>A search that is stopped or killed goes on where it was when it is run again with the same
 * plan and settings, and ends with the same result: draws depend on the plan, runs resume bit for
 * bit, and comparisons look at no epoch beyond the one they are made at.
 */
public final class Tuning {

  private final TuningFolder folder;
  private final TuningPlan plan;
  private final TrainingConfig base;
  private final TuningListener listener;
  private final TrialRun runner;
  private final List<Trial> trials = new ArrayList<>();

  private Tuning(
      TuningFolder folder,
      TuningPlan plan,
      TrainingConfig base,
      TuningListener listener,
      Progress progress) {
    this.folder = folder;
    this.plan = plan;
    this.base = base;
    this.listener = listener;
    this.runner = new TrialRun(folder, Path.of(base.data()), plan.objective(), listener, progress);
  }

  /**
   * A search; nothing happens yet.
   *
   * @param folder made from the same plan and settings
   * @param base all settings; {@code epochs} is the length of a whole run
   */
  public static Tuning of(
      TuningFolder folder,
      TuningPlan plan,
      TrainingConfig base,
      TuningListener listener,
      Progress progress) {
    return new Tuning(folder, plan, base, listener, progress);
  }

  /** Asks the search to stop at its next step; may be called from another thread. */
  public void stop() {
    runner.stop();
  }

  /**
   * Runs the search to its end and exports the best trial's model.
   *
   * @return what was found; empty if it was asked to stop before
   * @throws InvalidInputException if a range names no setting or an impossible value, no trial
   *     could be trained on, the set cannot be used, or another search goes on in the folder
   * @throws IOException if a file cannot be read or written
   */
  public Optional<TuningResult> run() throws IOException {
    requirePossible();
    try (FolderLock lock = folder.lock()) {
      return search();
    }
  }

  private Optional<TuningResult> search() throws IOException {
    for (int number = 1; number <= plan.trials(); number++) {
      trials.add(runner.read(number, plan.settings(number)));
    }
    List<Trial> left = List.copyOf(trials);
    List<Integer> rungs = plan.rungs(base.epochs());
    listener.note(outlook(rungs));
    for (int rung = 0; rung < rungs.size(); rung++) {
      if (rung > 0) {
        left = ranked(left, rungs.get(rung - 1)).subList(0, plan.kept(left.size()));
      }
      left = advance(left, rungs.get(rung));
      if (runner.stopped()) {
        return Optional.empty();
      }
      int reached = rungs.get(rung);
      left = left.stream().filter(trial -> trial.hasReached(reached)).toList();
      requireSome(left);
    }
    return Optional.of(result(ranked(left, base.epochs()).get(0)));
  }

  /** Every range must make configurations by itself, so that few trials fail in the night. */
  private void requirePossible() throws IOException {
    if (base.steps() > 0) {
      throw new InvalidInputException(
          "steps: a search goes by epochs; give --epochs in place of --steps");
    }
    StartingFiles.check(base);
    for (String name : List.of("epochs", "steps", "data")) {
      if (plan.ranges().containsKey(name)) {
        throw new InvalidInputException(
            "ranges: '%s' is the same for all trials; leave it out".formatted(name));
      }
    }
    for (var range : plan.ranges().entrySet()) {
      for (String value : range.getValue().extremes()) {
        try {
          runner.config(Map.of(range.getKey(), value));
        } catch (InvalidInputException e) {
          throw new InvalidInputException(
              "ranges: %s: %s cannot be tried: %s".formatted(range.getKey(), value, e.getMessage()),
              e);
        }
      }
    }
  }

  private String outlook(List<Integer> rungs) {
    StringBuilder text = new StringBuilder();
    int left = plan.trials();
    long epochs = 0;
    int behind = 0;
    for (int rung : rungs) {
      text.append(text.isEmpty() ? "" : ", ").append("%d to epoch %d".formatted(left, rung));
      epochs += (long) left * (rung - behind);
      behind = rung;
      left = plan.kept(left);
    }
    return "%d trials: %s; %d epochs in all".formatted(plan.trials(), text, epochs);
  }

  private List<Trial> advance(List<Trial> some, int epochs) throws IOException {
    List<Trial> advanced = new ArrayList<>();
    for (Trial trial : some) {
      Trial now = runner.advance(trial, epochs);
      trials.set(now.number() - 1, now);
      advanced.add(now);
      if (!now.equals(trial)) {
        write();
        if (now.failure() != null) {
          listener.note("trial %d is out: %s".formatted(now.number(), now.failure()));
        }
      }
      if (runner.stopped()) {
        break;
      }
    }
    return advanced;
  }

  /** The best first; of equal ones the earlier. */
  private List<Trial> ranked(List<Trial> some, int epochs) {
    Objective objective = plan.objective();
    Comparator<Trial> better =
        (one, other) -> {
          double left = one.best(objective, epochs);
          double right = other.best(objective, epochs);
          if (Double.isNaN(left) || Double.isNaN(right)) {
            return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
          }
          return objective.better(left, right) ? -1 : objective.better(right, left) ? 1 : 0;
        };
    return some.stream().sorted(better.thenComparing(Trial::number)).toList();
  }

  private void requireSome(List<Trial> left) {
    if (left.isEmpty()) {
      throw new InvalidInputException(
          "none of the trials could be trained on; the first: " + trials.get(0).failure());
    }
  }

  private TuningResult result(Trial best) throws IOException {
    write();
    RunFolder run = RunFolder.open(folder.trial(best.number()));
    ModelExport.of(run, false).write(run.model());
    return new TuningResult(
        best.number(),
        best.best(plan.objective(), base.epochs()),
        best.history().bestEpoch(plan.objective(), base.epochs()),
        run.path(),
        (int) trials.stream().filter(trial -> trial.failure() != null).count());
  }

  private void write() throws IOException {
    List<Trial> ranked = ranked(trials, base.epochs());
    AtomicFile.writeString(folder.table(), TrialTable.csv(plan, ranked));
    AtomicFile.writeString(folder.report(), TuningReport.html(plan, base, ranked));
  }
}
