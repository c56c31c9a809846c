package org.agegender.dataset.drawn;

import java.nio.file.Path;
import java.util.Map;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * A set of drawn faces on disk.
 *
 * @param folder the pictures and {@code wiki.mat}: the input of the source {@code wiki}
 * @param metadata {@code wiki.mat}
 * @param faces rows with a good picture and good labels
 * @param flaws rows that preparation rejects by default, by the reason it must find
 */
public record DrawnSet(Path folder, Path metadata, int faces, Map<Reason, Integer> flaws) {
  /** Takes a copy of the map. */
  public DrawnSet {
    flaws = Map.copyOf(flaws);
  }
}
