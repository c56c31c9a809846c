package org.agegender.evaluation.figures;

import java.util.List;
import java.util.Optional;

/**
 * Figures of all groups of a kind.
 *
 * @param by what faces are grouped by
 * @param groups those that have faces, in order
 */
public record Breakdown(Dimension by, List<GroupFigures> groups) {

  /** Takes a copy. */
  public Breakdown {
    groups = List.copyOf(groups);
  }

  /** A group by its key, where it has faces. */
  public Optional<GroupFigures> group(String key) {
    return groups.stream().filter(group -> group.key().equals(key)).findFirst();
  }
}
