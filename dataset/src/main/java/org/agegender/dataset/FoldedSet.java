package org.agegender.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;

/**
 * A prepared set that is dealt out to folds, as {@code prepare --folds} writes it: a folder {@code
 * fold-0}, {@code fold-1} and so on for each, which share the crops. Every face is in the test part
 * of one of them. Immutable; safe for use by several threads.
 */
public final class FoldedSet {

  private final Path folder;
  private final List<PreparedSet> folds;

  private FoldedSet(Path folder, List<PreparedSet> folds) {
    this.folder = folder;
    this.folds = List.copyOf(folds);
  }

  /**
   * Reads the labels of all folds.
   *
   * @throws InvalidInputException if the folder holds no folds, or one of them cannot be used
   * @throws IOException if a file cannot be read
   */
  public static FoldedSet open(Path folder) throws IOException {
    SetDescription description = SetDescription.read(folder);
    if (description == null || !description.hasFolds()) {
      throw new InvalidInputException(
          folder + ": must be a set of folds, is none; make it with agegender prepare --folds 5");
    }
    List<PreparedSet> folds = new ArrayList<>();
    while (Files.isDirectory(folder.resolve(SetDescription.foldName(folds.size())))) {
      folds.add(PreparedSet.open(folder.resolve(SetDescription.foldName(folds.size()))));
    }
    int tested =
        folds.stream()
            .filter(fold -> fold.has(Subset.TEST))
            .mapToInt(fold -> fold.records(Subset.TEST).size())
            .sum();
    if (tested != description.counts().kept()) {
      throw new InvalidInputException(
          "%s: the test parts of its folds must have %d faces together, found %d in %d folds; prepare the set again"
              .formatted(folder, description.counts().kept(), tested, folds.size()));
    }
    return new FoldedSet(folder, folds);
  }

  /** The folder this set was opened from. */
  public Path folder() {
    return folder;
  }

  /** The folds, each a set of its own. */
  public List<PreparedSet> folds() {
    return folds;
  }
}
