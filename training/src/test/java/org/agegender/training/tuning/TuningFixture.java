package org.agegender.training.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agegender.core.Progress;
import org.agegender.training.EpochMetrics;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;

/** Searches of seconds: four trials of the tutorial's network at 16 pixels. */
final class TuningFixture {

  static final String PLAN =
      """
      trials: 4
      seed: 3
      keep-one-in: 2
      ranges:
        optimiser.learning-rate: {log-uniform: [1.0e-6, 3.0e-3]}
        augmentation.flip: {choice: [0.0, 0.5]}
      """;

  private TuningFixture() {}

  /** Four epochs a run, of which a search of {@link #PLAN} compares after 1, 2 and 4. */
  static TrainingConfig base(Path data, String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("data", data.toString());
    settings.put("image-size", "16");
    settings.put("batch-size", "8");
    settings.put("epochs", "4");
    settings.put("threads", "1");
    settings.put("cache-mib", "16");
    settings.put("schedule.name", "cosine");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfigReader.read(null, settings);
  }

  static Tuning tuning(Path folder, String plan, TrainingConfig base, Listener listener)
      throws IOException {
    Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + "-plan"), plan);
    TuningPlan read = TuningPlanReader.read(file);
    Tuning tuning =
        Tuning.of(TuningFolder.open(folder, file, base), read, base, listener, Progress.silent());
    listener.tuning = tuning;
    return tuning;
  }

  /** Keeps what it is told. */
  static final class Listener implements TuningListener {
    final List<String> notes = new ArrayList<>();
    final List<String> epochs = new ArrayList<>();
    Consumer<String> atEpoch = epoch -> {};
    Tuning tuning;

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void epochEnded(int trial, EpochMetrics metrics) {
      epochs.add(trial + "/" + metrics.epoch());
      atEpoch.accept(trial + "/" + metrics.epoch());
    }
  }
}
