package org.agegender.core;

/**
 * Where a face is in a picture, in pixels of the upright picture.
 *
 * @param x left edge from the left of the picture
 * @param y upper edge from the top of the picture
 * @param width at least 1
 * @param height at least 1
 */
public record FaceBox(int x, int y, int width, int height) {

  /**
   * @throws IllegalArgumentException if the box is empty
   */
  public FaceBox {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a box has at least one pixel, found " + width + "x" + height);
    }
  }

  /** The pixels that two boxes share, over the pixels of both together: 0 to 1. */
  public double overlap(FaceBox other) {
    double shared = shared(other);
    return shared / ((double) width * height + (double) other.width * other.height - shared);
  }

  /** The part of this box that lies in another: 0 to 1. */
  public double partIn(FaceBox other) {
    return shared(other) / ((double) width * height);
  }

  private double shared(FaceBox other) {
    long across = Math.min((long) x + width, (long) other.x + other.width) - Math.max(x, other.x);
    long down = Math.min((long) y + height, (long) other.y + other.height) - Math.max(y, other.y);
    return across > 0 && down > 0 ? (double) across * down : 0;
  }
}
