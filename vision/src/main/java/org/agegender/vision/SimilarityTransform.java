package org.agegender.vision;

import java.util.List;
import org.agegender.core.Point;

/**
 * A turn, an equal scaling and a shift: {@code x' = a x - b y + dx}, {@code y' = b x + a y + dy}.
 *
 * @param a scale times the cosine of the turn
 * @param b scale times the sine of the turn
 * @param dx added to the left-to-right coordinate
 * @param dy added to the top-to-bottom coordinate
 */
record SimilarityTransform(double a, double b, double dx, double dy) {

  /**
   * The transform that takes {@code from} nearest to {@code to}: least squares, without mirroring
   * (Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
   * 1991; in the plane it is a regression of complex numbers).
   *
   * @param from at least two points
   * @param to as many
   * @throws IllegalArgumentException if the points of {@code from} coincide or the numbers differ
   */
  static SimilarityTransform between(List<Point> from, List<Point> to) {
    if (from.size() != to.size() || from.size() < 2) {
      throw new IllegalArgumentException(
          "two or more pairs of points are needed, found %d and %d"
              .formatted(from.size(), to.size()));
    }
    Point fromMean = mean(from);
    Point toMean = mean(to);
    double spread = 0;
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < from.size(); i++) {
      double px = from.get(i).x() - fromMean.x();
      double py = from.get(i).y() - fromMean.y();
      double qx = to.get(i).x() - toMean.x();
      double qy = to.get(i).y() - toMean.y();
      spread += px * px + py * py;
      real += px * qx + py * qy;
      imaginary += px * qy - py * qx;
    }
    if (!(spread > 0)) {
      throw new IllegalArgumentException("the points to start from coincide");
    }
    double a = real / spread;
    double b = imaginary / spread;
    return new SimilarityTransform(
        a,
        b,
        toMean.x() - a * fromMean.x() + b * fromMean.y(),
        toMean.y() - b * fromMean.x() - a * fromMean.y());
  }

  private static Point mean(List<Point> points) {
    double x = 0;
    double y = 0;
    for (Point point : points) {
      x += point.x();
      y += point.y();
    }
    return new Point(x / points.size(), y / points.size());
  }

  /** How much longer distances become. */
  double scale() {
    return Math.hypot(a, b);
  }

  /** Where a point goes. */
  Point apply(Point p) {
    return new Point(a * p.x() - b * p.y() + dx, b * p.x() + a * p.y() + dy);
  }

  /** The way back. */
  SimilarityTransform inverse() {
    double square = a * a + b * b;
    double c = a / square;
    double d = -b / square;
    return new SimilarityTransform(c, d, -(c * dx - d * dy), -(d * dx + c * dy));
  }
}
