package org.agegender.training;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short runs for tests: the tutorial's network at 16 pixels. */
final class RunFixture {

  private RunFixture() {}

  /** Settings over which further ones may be put as pairs of name and value. */
  static TrainingConfig config(Path data, String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("data", data.toString());
    settings.put("image-size", "16");
    settings.put("batch-size", "8");
    settings.put("epochs", "2");
    settings.put("threads", "1");
    settings.put("cache-mib", "16");
    settings.put("optimiser.learning-rate", "0.001");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfigReader.read(null, settings).resolved();
  }

  /** Keeps what it is told. */
  static final class Listener implements TrainingListener {
    final List<String> notes = new ArrayList<>();
    final List<EpochMetrics> epochs = new ArrayList<>();

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
      epochs.add(metrics);
    }
  }

  /** Asks to stop after so many batches, counted over all epochs. */
  static Progress stopAfter(int batches, StopSignal stop) {
    return afterBatches(batches, stop::request);
  }

  /** Does something after so many batches, counted over all epochs. */
  static Progress afterBatches(int batches, Runnable action) {
    AtomicInteger seen = new AtomicInteger();
    return (what, total, before) ->
        new Progress.Task() {
          @Override
          public void advance(long steps) {}

          @Override
          public void detail(String text) {
            if (seen.incrementAndGet() == batches) {
              action.run();
            }
          }

          @Override
          public void close() {}
        };
  }

  /** For a process that its parent is going to kill; it does not outlive the parent either. */
  static void waitForTheParent() {
    try {
      if (System.in.read() < 0) {
        Runtime.getRuntime().halt(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains a new run to its end. */
  static Listener train(Path folder, TrainingConfig config) throws IOException {
    Listener listener = new Listener();
    RunFolder run = RunFolder.create(folder, config, false);
    Trainer.of(run, config, listener, Progress.silent(), new StopSignal()).train();
    return listener;
  }

  /** Goes on with a run to its end. */
  static void resume(Path folder, TrainingConfig config) throws IOException {
    RunFolder run = RunFolder.open(folder);
    Trainer.of(run, config, new Listener(), Progress.silent(), new StopSignal()).resume();
  }

  /** What a run on {@code data} in {@code folder} is refused with for its teacher. */
  static String refusedTeacher(Path data, Path folder, Path teacher) throws IOException {
    TrainingConfig config = config(data, "distillation.teachers", "[%s]".formatted(teacher));
    return refused(
        () ->
            Trainer.of(
                    RunFolder.create(folder, config, true),
                    config,
                    new Listener(),
                    Progress.silent(),
                    new StopSignal())
                .train());
  }

  /** What the call is refused with. */
  static String refused(ThrowingCallable call) {
    return catchThrowableOfType(InvalidInputException.class, call).getMessage();
  }
}
