package org.agegender.dataset.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agegender.dataset.Subset;

/**
 * Deals whole groups out to folds of like size, ages and genders: in the order of {@link
 * GroupSplit}, each to the fold that has fewest records so far. So no two folds differ by more than
 * the largest group.
 */
final class FoldSplit {

  private FoldSplit() {}

  /** The fold of each group, from 0 on, by its name. */
  static Map<String, Integer> of(List<GroupSplit.Member> members, int count, long seed) {
    Map<String, Integer> folds = new HashMap<>();
    int[] sizes = new int[count];
    for (GroupSplit.Group group : GroupSplit.inOrder(members, seed)) {
      int fold = 0;
      for (int other = 1; other < count; other++) {
        fold = sizes[other] < sizes[fold] ? other : fold;
      }
      sizes[fold] += group.size();
      folds.put(group.name(), fold);
    }
    return folds;
  }

  /**
   * The part that a record of one fold has in another fold's set.
   *
   * @param own the fold of the record
   * @param fold that of the set
   * @param count how many there are
   */
  static Subset part(int own, int fold, int count) {
    return own == fold
        ? Subset.TEST
        : own == Math.floorMod(fold + 1, count) ? Subset.VAL : Subset.TRAIN;
  }
}
