package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;

/** Of several boxes around one face, the surest is kept (greedy non-maximum suppression). */
final class Suppression {

  /** Boxes that overlap more are taken for the same face. */
  private static final double SAME_FACE = 0.3;

  /** No face shows so much of itself in front of another: one is a part taken for a whole. */
  private static final double PART = 0.8;

  /** More candidates than this, the least sure are not looked at; it bounds the time. */
  private static final int MOST = 5000;

  private Suppression() {}

  /** The surest of each group of overlapping candidates, surest first. */
  static List<Candidate> surest(List<Candidate> candidates) {
    List<Candidate> kept = new ArrayList<>();
    candidates.stream()
        .sorted(Candidate.SUREST_FIRST)
        .limit(MOST)
        .filter(c -> kept.stream().noneMatch(k -> isSame(k, c)))
        .forEachOrdered(kept::add);
    return kept;
  }

  private static boolean isSame(Candidate surer, Candidate other) {
    double shared = surer.shared(other);
    double smaller = Math.min(surer.area(), other.area());
    return shared > SAME_FACE * (surer.area() + other.area() - shared) || shared > PART * smaller;
  }
}
