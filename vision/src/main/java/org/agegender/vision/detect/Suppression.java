package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;

/** Of several boxes around one face, one is kept (greedy non-maximum suppression). */
final class Suppression {

  /** Boxes that share more of their joint area are taken for the same face. */
  private static final double SAME_FACE = 0.3;

  /** No face shows so much of itself in front of another: one is a part taken for a whole. */
  private static final double PART = 0.8;

  /** Boxes of one view that share more of their joint area are averaged. */
  private static final double AGREED = 0.5;

  /** Of more candidates than this, the least sure are not looked at; it bounds the time. */
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

  /**
   * For each of the {@link #surest} the mean of the candidates around it, weighted by their scores
   * (box voting, Gidaris and Komodakis, 2015): neighbouring cells err apart from each other, so
   * boxes and landmarks become more exact. Its score is that of the surest.
   */
  static List<Candidate> agreed(List<Candidate> candidates) {
    return surest(candidates).stream().map(face -> mean(face, candidates)).toList();
  }

  private static Candidate mean(Candidate face, List<Candidate> candidates) {
    double weights = 0;
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
    double[] points = new double[Candidate.COORDINATES];
    for (Candidate other : candidates) {
      if (jointShare(face, other) >= AGREED) {
        double weight = other.score();
        weights += weight;
        left += weight * other.left();
        top += weight * other.top();
        width += weight * other.width();
        height += weight * other.height();
        for (int i = 0; i < points.length; i++) {
          points[i] += weight * other.points()[i];
        }
      }
    }
    for (int i = 0; i < points.length; i++) {
      points[i] /= weights;
    }
    return new Candidate(
        left / weights, top / weights, width / weights, height / weights, face.score(), points);
  }

  /** Whether two boxes are around the same face. */
  static boolean isSame(Candidate one, Candidate other) {
    return jointShare(one, other) > SAME_FACE
        || one.shared(other) > PART * Math.min(one.area(), other.area());
  }

  private static double jointShare(Candidate one, Candidate other) {
    double shared = one.shared(other);
    return shared / (one.area() + other.area() - shared);
  }
}
