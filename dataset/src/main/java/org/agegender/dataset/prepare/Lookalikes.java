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
 * missed: each picture is compared with all that are near enough to it in that coefficient in which
 * pictures differ most, and most comparisons end after a few coefficients that a mirror leaves as
 * they are.
 */
final class Lookalikes {

  private static final int STEADY = Thumbprint.STEADY_COUNT;

  /** More than rounding makes of a squared distance. */
  private static final double ROUNDING = 1e-6;

  private final double limit;

  /** Which of the steady coefficients they are sorted by. */
  private final int key;

  private final List<Numbered> sorted;

  /** {@code [pictures, STEADY]} in that order; in one piece, for this is what is read most. */
  private final float[] steady;

  private final ConcurrentLinkedQueue<int[]> pairs = new ConcurrentLinkedQueue<>();

  private record Numbered(int number, Thumbprint print, float[] steady) {}

  private Lookalikes(List<Optional<Thumbprint>> prints, double correlation) {
    limit = 2 - 2 * correlation;
    sorted = new ArrayList<>();
    for (int i = 0; i < prints.size(); i++) {
      int number = i;
      prints.get(i).ifPresent(print -> sorted.add(new Numbered(number, print, print.steady())));
    }
    key = widest(sorted);
    sorted.sort(Comparator.comparingDouble(one -> one.steady[key]));
    steady = new float[sorted.size() * STEADY];
    for (int i = 0; i < sorted.size(); i++) {
      System.arraycopy(sorted.get(i).steady, 0, steady, i * STEADY, STEADY);
    }
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
    try (Progress.Task task = progress.start("compare thumbprints", all.sorted.size())) {
      Workers.run(threads, all.sorted.size(), all::compare, task);
    }
    return connected(prints.size(), all.pairs);
  }

  private void compare(int at) {
    Numbered one = sorted.get(at);
    Thumbprint mirrored = one.print.mirrored();
    float[] own = one.steady;
    double last = own[key] + Math.sqrt(limit + ROUNDING);
    for (int i = at + 1; i < sorted.size() && steady[i * STEADY + key] <= last; i++) {
      if (mayBeAlike(own, i * STEADY)) {
        Numbered other = sorted.get(i);
        if (one.print.within(limit, other.print) || mirrored.within(limit, other.print)) {
          pairs.add(new int[] {one.number, other.number});
        }
      }
    }
  }

  private boolean mayBeAlike(float[] own, int from) {
    double most = limit + ROUNDING;
    double sum = 0;
    for (int i = 0; i < STEADY && sum <= most; i++) {
      double difference = own[i] - steady[from + i];
      sum += difference * difference;
    }
    return sum <= most;
  }

  /** The steady coefficient of the largest variance. */
  private static int widest(List<Numbered> all) {
    double[] sums = new double[STEADY];
    double[] squares = new double[STEADY];
    for (Numbered one : all) {
      for (int i = 0; i < STEADY; i++) {
        sums[i] += one.steady[i];
        squares[i] += one.steady[i] * one.steady[i];
      }
    }
    int widest = 0;
    double most = -1;
    for (int i = 0; i < STEADY; i++) {
      double variance = squares[i] - sums[i] * sums[i] / Math.max(1, all.size());
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
