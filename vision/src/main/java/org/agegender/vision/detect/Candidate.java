package org.agegender.vision.detect;

import java.util.Comparator;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.vision.DetectedFace;

/**
 * A face as a detector sees it, in pixels of whatever it was shown.
 *
 * @param left of the box
 * @param top of the box
 * @param width of the box, positive
 * @param height of the box, positive
 * @param score 0 to 1
 * @param points x and y of the picture's left eye, right eye, nose, left and right corner of the
 *     mouth; nothing where they were not seen
 */
record Candidate(
    double left, double top, double width, double height, double score, double[] points) {

  /** How many numbers make five points. */
  static final int COORDINATES = 10;

  /** Sides of a box in longer sides of the sheet; a face may be cut off by the picture's edges. */
  private static final double LARGEST = 2;

  /** The longer side of a box over the shorter. */
  private static final double SLIMMEST = 4;

  static final Comparator<Candidate> SUREST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparingDouble(Candidate::left)
          .thenComparingDouble(Candidate::top);

  /**
   * Whether this can be a face on a sheet: finite numbers, a centre on the sheet, a box of a
   * plausible shape that is not much larger than the sheet, and points not far from the box.
   */
  boolean isSound(int sheetWidth, int sheetHeight) {
    double most = LARGEST * Math.max(sheetWidth, sheetHeight);
    return isWithin(width, 0, most)
        && isWithin(height, 0, most)
        && isWithin(width / height, 1 / SLIMMEST, SLIMMEST)
        && isWithin(centreX(), 0, sheetWidth)
        && isWithin(centreY(), 0, sheetHeight)
        && pointsAreNear();
  }

  private boolean pointsAreNear() {
    for (int i = 0; i < COORDINATES; i += 2) {
      if (!isWithin(points[i], left - width, left + 2 * width)
          || !isWithin(points[i + 1], top - height, top + 2 * height)) {
        return false;
      }
    }
    return true;
  }

  /** False for what is not a number. */
  private static boolean isWithin(double value, double least, double most) {
    return value >= least && value <= most;
  }

  /** The same face where what was shown is a part of something larger. */
  Candidate restored(View view) {
    double[] moved = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      moved[i] = view.pictureX(points[i]);
      moved[i + 1] = view.pictureY(points[i + 1]);
    }
    double x = view.pictureX(left);
    double y = view.pictureY(top);
    return new Candidate(
        x, y, view.pictureX(left + width) - x, view.pictureY(top + height) - y, score, moved);
  }

  double centreX() {
    return left + width / 2;
  }

  double centreY() {
    return top + height / 2;
  }

  double area() {
    return width * height;
  }

  /** Area of the part that two boxes share. */
  double shared(Candidate other) {
    double across = Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
    double down = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
    return Math.max(0, across) * Math.max(0, down);
  }

  /**
   * The face with its box cut to the picture; empty if nothing is left of it. Points may lie
   * outside.
   */
  Optional<DetectedFace> within(int pictureWidth, int pictureHeight) {
    int x0 = (int) Math.round(Math.max(0, Math.min(pictureWidth, left)));
    int y0 = (int) Math.round(Math.max(0, Math.min(pictureHeight, top)));
    int x1 = (int) Math.round(Math.max(0, Math.min(pictureWidth, left + width)));
    int y1 = (int) Math.round(Math.max(0, Math.min(pictureHeight, top + height)));
    if (x1 <= x0 || y1 <= y0) {
      return Optional.empty();
    }
    FaceBox box = new FaceBox(x0, y0, x1 - x0, y1 - y0);
    return Optional.of(new DetectedFace(box, score, landmarks()));
  }

  private Optional<FaceLandmarks> landmarks() {
    if (points.length == 0) {
      return Optional.empty();
    }
    return Optional.of(new FaceLandmarks(point(0), point(1), point(2), point(3), point(4)));
  }

  private Point point(int number) {
    return new Point(points[2 * number], points[2 * number + 1]);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
