package org.agegender.vision.detect;

import java.util.Comparator;
import org.agegender.vision.DetectedFace;

/** The order in which faces are told. */
final class FaceOrder {

  /** By area; equal ones by score, then from the top and from the left. */
  static final Comparator<DetectedFace> LARGEST_FIRST =
      Comparator.comparingLong((DetectedFace face) -> area(face))
          .thenComparingDouble(DetectedFace::score)
          .reversed()
          .thenComparingInt(face -> face.box().y())
          .thenComparingInt(face -> face.box().x());

  private FaceOrder() {}

  private static long area(DetectedFace face) {
    return (long) face.box().width() * face.box().height();
  }
}
