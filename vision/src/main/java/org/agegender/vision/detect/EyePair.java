package org.agegender.vision.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.agegender.core.CropGeometry;
import org.agegender.core.Point;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the eyes of a face that a cascade found, and from them guesses the other landmarks: where
 * they are in the mean face when its eyes come to these. Not safe for use by several threads.
 */
final class EyePair implements AutoCloseable {

  /** Faces are looked at in this size, in pixels. */
  private static final int SIDE = 128;

  /** The rows of a face that hold the eyes, in shares of its side. */
  private static final double TOP = 0.15;

  private static final double BOTTOM = 0.6;

  /** An eye's window in pixels of {@link #SIDE}. */
  private static final int SMALLEST = 20;

  private static final int LARGEST = 56;
  private static final double STEP = 1.05;
  private static final int WINDOWS = 3;

  /** How far apart eyes are, in shares of the face's side. */
  private static final double NEAREST = 0.25;

  private static final double FARTHEST = 0.6;

  /** The steepest tilt, as the tangent; a frontal cascade finds no face that leans more. */
  private static final double STEEPEST = 0.5;

  private static final List<Point> MEAN_FACE =
      new CropGeometry.Aligned(0, SIDE).template().points();

  private final Cascade eyes = Cascade.load("haarcascade_eye");

  /**
   * @param grey the picture
   * @param face a square in it
   * @return five points in pixels of the picture as {@link Candidate#points}; empty if there are
   *     not two eyes where they belong
   */
  double[] find(Mat grey, Cascade.Square face) {
    int top = (int) Math.round(TOP * SIDE);
    try (Rect square = new Rect(face.x(), face.y(), face.side(), face.side());
        Mat seen = new Mat(grey, square);
        Size size = new Size(SIDE, SIDE);
        Mat scaled = new Mat();
        Rect rows = new Rect(0, top, SIDE, (int) Math.round(BOTTOM * SIDE) - top)) {
      opencv_imgproc.resize(seen, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
      List<Cascade.Square> found;
      try (Mat band = new Mat(scaled, rows)) {
        found = eyes.find(band, STEP, WINDOWS, SMALLEST, LARGEST);
      }
      Optional<Cascade.Square> left = best(found, true);
      Optional<Cascade.Square> right = best(found, false);
      if (left.isEmpty() || right.isEmpty() || !isPair(left.get(), right.get())) {
        return new double[0];
      }
      double scale = (double) face.side() / SIDE;
      return landmarks(
          face.x() + scale * left.get().centreX(),
          face.y() + scale * (top + left.get().centreY()),
          face.x() + scale * right.get().centreX(),
          face.y() + scale * (top + right.get().centreY()));
    }
  }

  private static Optional<Cascade.Square> best(List<Cascade.Square> found, boolean left) {
    return found.stream()
        .filter(eye -> eye.centreX() < SIDE / 2.0 == left)
        .max(Comparator.comparingInt(Cascade.Square::windows));
  }

  private static boolean isPair(Cascade.Square left, Cascade.Square right) {
    double across = right.centreX() - left.centreX();
    double down = right.centreY() - left.centreY();
    return across >= NEAREST * SIDE
        && across <= FARTHEST * SIDE
        && Math.abs(down) <= STEEPEST * across;
  }

  /** The turn, scaling and shift that bring the mean face's eyes to these, as complex numbers. */
  static double[] landmarks(double leftX, double leftY, double rightX, double rightY) {
    Point meanLeft = MEAN_FACE.get(0);
    double meanAcross = MEAN_FACE.get(1).x() - meanLeft.x();
    double a = (rightX - leftX) / meanAcross;
    double b = (rightY - leftY) / meanAcross;
    double[] points = new double[Candidate.COORDINATES];
    for (int i = 0; i < MEAN_FACE.size(); i++) {
      double x = MEAN_FACE.get(i).x() - meanLeft.x();
      double y = MEAN_FACE.get(i).y() - meanLeft.y();
      points[2 * i] = leftX + a * x - b * y;
      points[2 * i + 1] = leftY + b * x + a * y;
    }
    return points;
  }

  @Override
  public void close() {
    eyes.close();
  }
}
