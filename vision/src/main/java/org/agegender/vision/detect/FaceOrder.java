package org.agegender.vision.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;

/** The order in which faces are told. */
final class FaceOrder {

  /** By area; equal ones by score, then from the top and from the left. */
  private static final Comparator<DetectedFace> LARGEST_FIRST =
      Comparator.comparingLong(FaceOrder::area)
          .thenComparingDouble(DetectedFace::score)
          .reversed()
          .thenComparingInt(face -> face.box().y())
          .thenComparingInt(face -> face.box().x());

  private FaceOrder() {}

  /** Faces with their boxes cut to the picture. */
  static List<DetectedFace> largestFirst(List<Candidate> candidates, Picture picture) {
    return candidates.stream()
        .map(candidate -> candidate.within(picture.width(), picture.height()))
        .flatMap(Optional::stream)
        .sorted(LARGEST_FIRST)
        .toList();
  }

  private static long area(DetectedFace face) {
    return (long) face.box().width() * face.box().height();
  }
}
