package org.agegender.core;

/**
 * A place in a picture, in pixels from the left and from the top; the centre of the first pixel is
 * at 0.5, 0.5.
 */
public record Point(double x, double y) {

  /**
   * @throws IllegalArgumentException if a coordinate is not finite
   */
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("a point is finite, found " + x + ", " + y);
    }
  }
}
