package org.agegender.dataset.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agegender.core.Progress;

/**
 * Pictures that look alike, among many: all pairs whose thumbprints, or one and the mirror image of
 * the other, correlate at least as much as asked for, and what hangs together by them. No pair is
 * missed: sorted by that coefficient in which pictures differ most, of those that a mirror leaves
 * as they are, each is compared with all that are near enough to it there.
 */
final class Lookalikes {

  private final double limit;
  private final int coefficient;

  /** From the lowest to the highest in that coefficient. */
  private final List<Numbered> sorted;

  private final ConcurrentLinkedQueue<int[]> pairs = new ConcurrentLinkedQueue<>();

  private record Numbered(int number, Thumbprint print) {}

  private Lookalikes(List<Optional<Thumbprint>> prints, double correlation) {
    limit = 2 - 2 * correlation;
    sorted = new ArrayList<>();
    for (int i = 0; i < prints.size(); i++) {
      int number = i;
      prints.get(i).ifPresent(print -> sorted.add(new Numbered(number, print)));
    }
    coefficient = widest(sorted);
    sorted.sort(Comparator.comparingDouble(this::key));
  }

  /**
   * Groups of at least two.
   *
   * @param prints of the pictures; those without one are like no other
   * @param correlation at or above which two pictures are alike, up to 1
   * @param threads to compare with
   * @return positions in the list, ascending in each group, groups by their first
   */
  static List<List<Integer>> groups(
      List<Optional<Thumbprint>> prints, double correlation, int threads, Progress progress)
      throws IOException {
    Lookalikes all = new Lookalikes(prints, correlation);
    try (Progress.Task task = progress.start("compare", all.sorted.size())) {
      Workers.run(threads, all.sorted.size(), all::compare, task);
    }
    return connected(prints.size(), all.pairs);
  }

  private void compare(int at) {
    Numbered one = sorted.get(at);
    Thumbprint mirrored = one.print.mirrored();
    double last = key(one) + Math.sqrt(limit);
    for (int i = at + 1; i < sorted.size() && key(sorted.get(i)) <= last; i++) {
      Numbered other = sorted.get(i);
      if (one.print.within(limit, other.print) || mirrored.within(limit, other.print)) {
        pairs.add(new int[] {one.number, other.number});
      }
    }
  }

  private double key(Numbered one) {
    return one.print.coefficients()[coefficient];
  }

  /** The coefficient of the largest variance, of the coarsest that a mirror leaves as they are. */
  private static int widest(List<Numbered> all) {
    int widest = 0;
    double most = -1;
    for (int i = 0; i < Thumbprint.COARSEST; i++) {
      if (!Thumbprint.sameInMirror(i)) {
        continue;
      }
      int at = i;
      double mean =
          all.stream().mapToDouble(one -> one.print.coefficients()[at]).average().orElse(0);
      double variance =
          all.stream()
              .mapToDouble(one -> one.print.coefficients()[at] - mean)
              .map(difference -> difference * difference)
              .sum();
      if (variance > most) {
        most = variance;
        widest = i;
      }
    }
    return widest;
  }

  private static List<List<Integer>> connected(int count, Collection<int[]> pairs) {
    int[] parents = new int[count];
    for (int i = 0; i < count; i++) {
      parents[i] = i;
    }
    for (int[] pair : pairs) {
      int one = root(parents, pair[0]);
      int other = root(parents, pair[1]);
      parents[Math.max(one, other)] = Math.min(one, other);
    }
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      groups.computeIfAbsent(root(parents, i), root -> new ArrayList<>(1)).add(i);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static int root(int[] parents, int of) {
    int root = of;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }
}
