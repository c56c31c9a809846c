package org.agegender.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agegender.core.AtomicFile;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;

/**
 * The folder of one training run: {@code config.yaml}, {@code metrics.csv}, event files for
 * TensorBoard, {@code checkpoints/} with {@code last.safetensors} and {@code best.safetensors}, and
 * {@code model.onnx} of the best.
 */
public final class RunFolder {

  private static final String CONFIG = "config.yaml";
  private static final String TEACHER = "teacher-";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder of a new run and writes its configuration.
   *
   * @param folder absent, empty or that of a run that failed as it began, unless {@code overwrite}
   * @param overwrite whether an earlier run there may be deleted; files that are no part of a run
   *     never are
   * @throws InvalidInputException if the folder holds something, or a run that is being trained, or
   *     a file that the new run begins with cannot be read or would be deleted; nothing is changed
   *     then
   * @throws IOException if it cannot be written
   */
  public static RunFolder create(Path folder, TrainingConfig config, boolean overwrite)
      throws IOException {
    RunFolder run = new RunFolder(folder);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": is a file; name a folder for the run");
    }
    if (Files.isDirectory(folder) && !run.isEmpty()) {
      if (!Files.exists(run.config())) {
        throw new InvalidInputException(
            folder + ": holds files that are no training run; name a new folder");
      }
      if (!overwrite) {
        run.requireNotBegun();
      }
    }
    StartingFiles.check(config, run);
    Files.createDirectories(run.checkpoints());
    try (FolderLock lock = run.lock()) {
      run.deleteRun();
      AtomicFile.writeString(run.config(), TrainingConfigReader.write(config));
    }
    return run;
  }

  /**
   * The folder of a run that exists.
   *
   * @throws InvalidInputException if it is none
   */
  public static RunFolder open(Path folder) {
    RunFolder run = new RunFolder(folder);
    if (!Files.isRegularFile(run.config())) {
      throw new InvalidInputException(
          "%s: is no training run: it has no %s; name the folder given to train --output"
              .formatted(folder, CONFIG));
    }
    return run;
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Held while something writes into the run, so that two trainers never share one.
   *
   * @throws InvalidInputException if another trainer, of this process or another, holds it
   * @throws IOException if the file cannot be written
   */
  FolderLock lock() throws IOException {
    return FolderLock.acquire(
        checkpoints().resolve(".lock"),
        folder + ": another train is writing into this run; wait for it or stop it");
  }

  /**
   * @throws InvalidInputException if a run began here
   */
  void requireNotBegun() throws IOException {
    if (hasBegun()) {
      throw new InvalidInputException(
          folder
              + ": holds a training run already; go on with --resume, replace it with --overwrite"
              + " or name another folder");
    }
  }

  /** Whether there is more than the configuration: a run that fails as it begins leaves that. */
  private boolean hasBegun() throws IOException {
    if (Stream.of(last(), best(), model(), metrics()).anyMatch(Files::exists)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(RunFolder::isEventFile);
    }
  }

  /** Deletes what a run writes and nothing else. */
  private void deleteRun() throws IOException {
    for (Path file : List.of(last(), best(), model(), metrics())) {
      Files.deleteIfExists(file);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(RunFolder::isEventFile).toList()) {
        Files.delete(file);
      }
    }
    for (int i = 0; Files.deleteIfExists(teacher(i)); i++) {
      // one after the other
    }
    Files.deleteIfExists(config());
  }

  private static boolean isEventFile(Path file) {
    return file.getFileName().toString().startsWith("events.out.tfevents.");
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** The complete configuration. */
  public Path config() {
    return folder.resolve(CONFIG);
  }

  /** One row for each epoch. */
  public Path metrics() {
    return folder.resolve("metrics.csv");
  }

  /** The folder of the checkpoints. */
  public Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Everything needed to go on. */
  public Path last() {
    return checkpoints().resolve("last.safetensors");
  }

  /** The weights of the best epoch. */
  public Path best() {
    return checkpoints().resolve("best.safetensors");
  }

  /**
   * The weights of one of the run's teachers, for its own run may go on or be deleted.
   *
   * @param index from 0 on
   */
  public Path teacher(int index) {
    return checkpoints().resolve(TEACHER + (index + 1) + ".safetensors");
  }

  /** The exported model of the best epoch. */
  public Path model() {
    return folder.resolve("model.onnx");
  }
}
