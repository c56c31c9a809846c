package org.agegender.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.jspecify.annotations.Nullable;

/** Whether and from where a run goes on. */
final class Resumption {

  /** Settings that may change when a run goes on; all others decide what the weights become. */
  private static final Set<String> MAY_CHANGE =
      Set.of("data", "epochs", "steps", "workers", "cache-mib", "patience", "checkpoint-steps");

  private Resumption() {}

  /**
   * The checkpoint to go on from, or null if the run was killed before it wrote one.
   *
   * @param config what the run is asked to be now
   * @param data the prepared set it is asked to go on with
   * @throws InvalidInputException if run, checkpoint, set and configuration do not belong together
   */
  static @Nullable Checkpoint checkpoint(RunFolder run, TrainingConfig config, DataOrigin data)
      throws IOException {
    requireSame(run, config);
    if (!Files.exists(run.last())) {
      return null;
    }
    Checkpoint checkpoint = Checkpoint.read(run.last());
    String summary = config.architecture().summary();
    if (!checkpoint.summary().equals(summary)) {
      throw new InvalidInputException(
          "%s: is of %s, the run is one of %s; resume the run it was made by"
              .formatted(run.last(), checkpoint.summary(), summary));
    }
    if (!checkpoint.data().agreesWith(data)) {
      throw new InvalidInputException(
          config.data()
              + ": the prepared set is not the one the run began with; resume with that set or begin"
              + " a new run");
    }
    return checkpoint;
  }

  private static void requireSame(RunFolder run, TrainingConfig config) throws IOException {
    JsonNode before = TrainingConfigReader.tree(TrainingConfigReader.read(run.config(), Map.of()));
    JsonNode now = TrainingConfigReader.tree(config);
    Set<String> changed = new TreeSet<>();
    for (Map.Entry<String, JsonNode> setting : now.properties()) {
      if (!MAY_CHANGE.contains(setting.getKey())
          && !setting.getValue().equals(before.get(setting.getKey()))) {
        changed.add(
            "%s was %s and is now %s"
                .formatted(setting.getKey(), before.get(setting.getKey()), setting.getValue()));
      }
    }
    if (!changed.isEmpty()) {
      throw new InvalidInputException(
          "%s: a run goes on with the settings it began with, but %s; begin a new run to change them"
              .formatted(run.path(), String.join("; ", changed)));
    }
  }
}
