package org.agegender.cli;

import java.nio.file.Path;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.inference.FaceModel;
import org.agegender.inference.InferenceOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model of commands that need not be told one. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "FILE|RUN",
      description =
          "A model that 'export' wrote, or the folder of a run (default: the one that comes with"
              + " this program, models/"
              + FilesAtHand.MODEL
              + ").")
  private @Nullable Path model;

  /**
   * Opens the one that was named, else the one at hand, and then says which one that is and on what
   * terms the data are that it learnt from.
   *
   * @throws InvalidInputException if there is none or it cannot be used
   */
  FaceModel open(FilesAtHand files, Console console, InferenceOptions options) {
    if (model != null) {
      return FaceModel.open(model, options);
    }
    FaceModel opened = FaceModel.open(files.model(), options);
    String licence = opened.metadata().data().licence();
    console.say(
        "agegender: no --model was named: %s answers%s"
            .formatted(opened.file(), licence.isBlank() ? "" : " (data licence: " + licence + ")"));
    return opened;
  }
}
