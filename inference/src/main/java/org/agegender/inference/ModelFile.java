package org.agegender.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import org.agegender.core.OnnxFile;

/** Where a model is: a file of its own, or in the folder of a run. */
final class ModelFile {

  private static final String NAME_IN_RUN = "model.onnx";

  private ModelFile() {}

  /**
   * Reads a model file or the model of a run's folder.
   *
   * @throws InvalidInputException if it cannot be used
   */
  static OnnxFile read(Path fileOrRun, long maxBytes) {
    return OnnxFile.read(
        locate(fileOrRun), maxBytes, "give a file that export wrote, or a run's folder");
  }

  private static Path locate(Path fileOrRun) {
    if (!Files.isDirectory(fileOrRun)) {
      return fileOrRun;
    }
    Path inRun = fileOrRun.resolve(NAME_IN_RUN);
    if (!Files.isRegularFile(inRun)) {
      throw new InvalidInputException(
          "%s: the folder must hold a %s, found none; train to the end or export a checkpoint"
              .formatted(fileOrRun, NAME_IN_RUN));
    }
    return inRun;
  }
}
