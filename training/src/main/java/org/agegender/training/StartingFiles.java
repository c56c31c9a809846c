package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;

/** The files that a run begins with besides its set: the weights of {@code init}, its teachers. */
public final class StartingFiles {

  private StartingFiles() {}

  /**
   * Looks whether they are at hand.
   *
   * @throws InvalidInputException if one is not there or cannot be read
   */
  public static void check(TrainingConfig config) {
    files(config);
  }

  /**
   * Looks before an earlier run is deleted whether they are at hand, and will be after it.
   *
   * @param run in whose folder the new run will be
   * @throws InvalidInputException if one is not there, cannot be read or lies in that folder
   * @throws IOException if a link cannot be followed
   */
  static void check(TrainingConfig config, RunFolder run) throws IOException {
    for (Path file : files(config)) {
      if (liesIn(run.path(), file)) {
        throw new InvalidInputException(
            file
                + ": lies in the run that is to be replaced; copy it elsewhere and name the copy,"
                + " or name another folder for the new run");
      }
    }
  }

  private static List<Path> files(TrainingConfig config) {
    List<Path> files = new ArrayList<>();
    if (!config.init().isEmpty()) {
      files.add(InitialWeights.file(config.init()));
    }
    for (String teacher : config.distillation().teachers()) {
      files.add(KeptTeachers.file(Path.of(teacher)));
    }
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new InvalidInputException(
            file + ": cannot be read; change its permissions or name another file");
      }
    }
    return files;
  }

  private static boolean liesIn(Path folder, Path file) throws IOException {
    return Files.exists(folder) && file.toRealPath().startsWith(folder.toRealPath());
  }
}
