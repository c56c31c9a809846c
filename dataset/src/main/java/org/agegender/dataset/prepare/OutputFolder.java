package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.jspecify.annotations.Nullable;

/** The folder a set is written to: what is in it, and whether it may be written. */
final class OutputFolder {

  static final String LOCK = "prepare.lock";

  private OutputFolder() {}

  /** What was found. */
  enum State {
    /** The very set that is asked for, whole. */
    COMPLETE,
    /** The set that is asked for, partly. */
    UNFINISHED,
    /** Nothing, or what may be replaced. */
    FREE
  }

  /**
   * Looks at a folder without changing anything.
   *
   * @throws InvalidInputException if it holds something else and {@code overwrite} is not given
   */
  static State inspect(Path output, Recipe recipe, boolean overwrite) throws IOException {
    if (!Files.exists(output)) {
      return State.FREE;
    }
    if (!Files.isDirectory(output)) {
      throw new InvalidInputException(output + ": must be a folder, is a file; name another");
    }
    SetDescription set = description(output, overwrite);
    if (set != null && Recipe.of(set).equals(recipe) && isWhole(output, set)) {
      return State.COMPLETE;
    }
    Recipe unfinished = Journal.recipe(output);
    if (recipe.equals(unfinished)) {
      return State.UNFINISHED;
    }
    if (overwrite) {
      return State.FREE;
    }
    if (unfinished != null) {
      throw refused(output, "an unfinished set made " + unfinished.differenceFrom(recipe));
    }
    if (set != null) {
      if (Recipe.of(set).equals(recipe)) {
        return State.FREE;
      }
      throw refused(output, "a set made " + Recipe.of(set).differenceFrom(recipe));
    }
    try (Stream<Path> entries = Files.list(output)) {
      // A run killed at its very start leaves a journal without its first line.
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals(Journal.FILE_NAME) && !name.equals(LOCK))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                throw refused(output, "something else, such as " + name);
              });
    }
    return State.FREE;
  }

  /**
   * Held while a set is written, so that one preparation writes at a time.
   *
   * @throws InvalidInputException if another preparation, of this process or another, holds it
   * @throws IOException if the file system fails
   */
  static FolderLock lock(Path output) throws IOException {
    return FolderLock.acquire(
        output.resolve(LOCK),
        output + ": another prepare is writing into this folder; wait for it or stop it");
  }

  private static InvalidInputException refused(Path output, String what) {
    return new InvalidInputException(
        "%s: must be empty or hold this set, holds %s; name another folder or give --overwrite"
            .formatted(output, what));
  }

  private static @Nullable SetDescription description(Path output, boolean overwrite)
      throws IOException {
    try {
      return SetDescription.read(output);
    } catch (InvalidInputException e) {
      if (overwrite) {
        return null;
      }
      throw new InvalidInputException(
          e.getMessage() + "; name another folder or give --overwrite", e);
    }
  }

  private static boolean isWhole(Path output, SetDescription description) throws IOException {
    try {
      int kept = description.counts().kept();
      return description.hasFolds()
          ? FoldedSet.open(output).folds().stream().allMatch(fold -> fold.size() == kept)
          : PreparedSet.open(output).size() == kept;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /**
   * Deletes crops that are not part of the set, such as those of contradicting copies or of a set
   * that was replaced, and what is left of writing one. Files of other names are left alone.
   */
  static void sweep(Path output, Set<String> kept) throws IOException {
    for (Path subfolder : children(output.resolve(CropFile.FOLDER))) {
      String prefix = subfolder.getFileName().toString();
      if (!Files.isDirectory(subfolder, LinkOption.NOFOLLOW_LINKS) || prefix.length() != 2) {
        continue;
      }
      List<Path> files = children(subfolder);
      int left = files.size();
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (CropFile.isOwn(prefix, name)
            && !kept.contains(CropFile.FOLDER + "/" + prefix + "/" + name)) {
          Files.delete(file);
          left--;
        }
      }
      if (left == 0) {
        deleteIfEmpty(subfolder);
      }
    }
  }

  static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // Somebody put a file there just now; it is theirs.
    }
  }

  static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
