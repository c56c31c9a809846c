package org.agegender.training.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.agegender.core.AtomicFile;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;

/**
 * The folder of a search: {@code plan.yaml}, {@code base.yaml} with all settings that are not
 * drawn, a run for each trial in {@code trials/}, {@code trials.csv} and {@code report.html}.
 */
public final class TuningFolder {

  private static final String PLAN = "plan.yaml";
  private static final String BASE = "base.yaml";
  private static final String LOCK = ".lock";
  private static final Set<String> OWN = Set.of(PLAN, BASE, LOCK);

  private final Path folder;

  private TuningFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, or goes on with one that was made from the same plan and settings. In a
   * folder without a trial, plan and settings may still change.
   *
   * @param plan the file of the plan
   * @param base all settings; those that the plan draws are replaced
   * @throws InvalidInputException if the folder holds something else
   * @throws IOException if it cannot be written
   */
  public static TuningFolder open(Path folder, Path plan, TrainingConfig base) throws IOException {
    TuningFolder tuning = new TuningFolder(folder);
    String planText = Files.readString(plan);
    String baseText = TrainingConfigReader.write(base);
    if (Files.exists(tuning.plan()) && Files.exists(tuning.trials())) {
      tuning.requireSame(tuning.plan(), planText);
      tuning.requireSame(tuning.base(), baseText);
      return tuning;
    }
    if (Files.isDirectory(folder) && !tuning.isEmpty()) {
      throw new InvalidInputException(
          folder + ": holds files that are no search of settings; name a new folder");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": is a file; name a folder for the search");
    }
    Files.createDirectories(folder);
    AtomicFile.writeString(tuning.base(), baseText);
    AtomicFile.writeString(tuning.plan(), planText);
    return tuning;
  }

  /** A search that was refused or killed as it began left no more than its plan and settings. */
  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .allMatch(name -> OWN.contains(name) || name.endsWith(".part"));
    }
  }

  /**
   * Held while something searches here.
   *
   * @throws InvalidInputException if another search, of this process or another, goes on here
   */
  FolderLock lock() throws IOException {
    return FolderLock.acquire(
        folder.resolve(LOCK),
        folder + ": another tune is searching in this folder; wait for it or stop it");
  }

  private void requireSame(Path file, String wanted) throws IOException {
    List<String> found = Files.readString(file).lines().toList();
    List<String> lines = wanted.lines().toList();
    for (int i = 0; i < Math.max(found.size(), lines.size()); i++) {
      String was = i < found.size() ? found.get(i) : "";
      String is = i < lines.size() ? lines.get(i) : "";
      if (!was.equals(is)) {
        throw new InvalidInputException(
            "%s line %d: a search goes on with the plan and settings it began with; it was '%s' and"
                    .formatted(file, i + 1, was.strip())
                + " is now '%s'; name a new folder for another search".formatted(is.strip()));
      }
    }
  }

  Path plan() {
    return folder.resolve(PLAN);
  }

  Path base() {
    return folder.resolve(BASE);
  }

  /** A row for each trial. */
  public Path table() {
    return folder.resolve("trials.csv");
  }

  /** Table and curves for people. */
  public Path report() {
    return folder.resolve("report.html");
  }

  /** The run of a trial. */
  public Path trial(int number) {
    return trials().resolve(String.format(Locale.ROOT, "%04d", number));
  }

  private Path trials() {
    return folder.resolve("trials");
  }

  /** Why a trial could not be trained on; absent if it could. */
  Path failure(int number) {
    return trial(number).resolve("failure.txt");
  }

  /** Keeps why a trial could not be trained on. */
  void fail(int number, String reason) throws IOException {
    Files.createDirectories(trial(number));
    AtomicFile.writeString(failure(number), reason + "\n");
  }

  /** Deletes what a trial left that was killed before its configuration was written. */
  void clear(int number) throws IOException {
    if (Files.isDirectory(trial(number))) {
      try (Stream<Path> files = Files.walk(trial(number))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
