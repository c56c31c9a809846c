package org.agegender.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Sha256;
import org.agegender.core.ToolVersion;
import org.agegender.dataset.PreparedSet;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.agegender.training.onnx.OnnxWriter;

/** Makes {@code model.onnx} from a checkpoint of a run. */
public final class ModelExport {

  private final Path file;
  private final Checkpoint kept;
  private final ModelMetadata metadata;

  private ModelExport(Path file, Checkpoint kept, ModelMetadata metadata) {
    this.file = file;
    this.kept = kept;
    this.metadata = metadata;
  }

  /** The model of the run's best epoch, as {@link #of(RunFolder, KeptEpoch, boolean)}. */
  public static ModelExport of(RunFolder run, boolean flip) throws IOException {
    return of(run, KeptEpoch.BEST, flip);
  }

  /**
   * The model of one of the two epochs that a run keeps; nothing is written yet.
   *
   * @param run may still be going on
   * @param which epoch
   * @param flip whether the model averages over each picture and its mirror image; the figures in
   *     its metadata are those of validation, without
   * @throws InvalidInputException if the run has no whole epoch behind it, the last epoch is asked
   *     for and the run was stopped within one, or the checkpoint is broken or of another network
   * @throws IOException if a file cannot be read
   */
  public static ModelExport of(RunFolder run, KeptEpoch which, boolean flip) throws IOException {
    if (!Files.exists(run.best())) {
      throw new InvalidInputException(
          run.path() + ": has no whole epoch behind it yet; go on with train --resume");
    }
    TrainingConfig config = TrainingConfigReader.read(run.config(), Map.of());
    Path file = which == KeptEpoch.BEST ? run.best() : run.last();
    Checkpoint kept = Checkpoint.read(file);
    String summary = config.architecture().summary();
    if (!kept.summary().equals(summary)) {
      throw new InvalidInputException(
          "%s: is of %s, the run's config.yaml names %s".formatted(file, kept.summary(), summary));
    }
    if (which == KeptEpoch.LAST && kept.position().batch() > 0) {
      throw new InvalidInputException(
          "%s: stands within epoch %d; go on with train --resume, or export its best epoch"
              .formatted(file, kept.position().epoch() + 1));
    }
    DataOrigin.Description data = description(config, kept.data());
    ModelMetadata metadata =
        new ModelMetadata(
            kept.network(),
            kept.imageSize(),
            data.cropGeometry(),
            flip,
            new ModelMetadata.TrainingData(data.name(), data.licence(), kept.data().hash()),
            new TreeMap<>(kept.metrics()),
            ToolVersion.current(),
            Sha256.of(TrainingConfigReader.write(config).getBytes(StandardCharsets.UTF_8)));
    return new ModelExport(file, kept, metadata);
  }

  /**
   * Writes the model, whole or not at all.
   *
   * @param target the file; its folder must exist
   * @throws InvalidInputException if the checkpoint lacks weights
   * @throws IOException if the file cannot be written
   */
  public void write(Path target) throws IOException {
    try {
      OnnxWriter.write(kept.architecture(), kept.state().predictingWeights(), metadata, target);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** From the checkpoint; for one of an earlier version from the set if it is still there. */
  private static DataOrigin.Description description(TrainingConfig config, DataOrigin data)
      throws IOException {
    if (data.description().isPresent()) {
      return data.description().get();
    }
    Path folder = Path.of(config.data());
    if (Files.isDirectory(folder)) {
      PreparedSet set = PreparedSet.open(folder);
      if (set.hash().equals(data.hash())) {
        return DataOrigin.Description.of(set);
      }
    }
    return DataOrigin.Description.UNKNOWN;
  }
}
