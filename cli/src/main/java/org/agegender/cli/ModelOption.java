package org.agegender.cli;

import java.nio.file.Path;
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

  /** The one that was named, else the one at hand. */
  Path path(FilesAtHand files) {
    return model != null ? model : files.model();
  }
}
