package org.agegender.vision;

import org.agegender.core.FaceBox;

/**
 * An upright rectangle in pixels; unlike a face's box it may be anywhere.
 *
 * @param x its left edge
 * @param y its upper edge
 * @param width at least 0
 * @param height at least 0
 */
record Area(int x, int y, int width, int height) {

  static Area of(FaceBox box) {
    return new Area(box.x(), box.y(), box.width(), box.height());
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  boolean intersects(Area other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  boolean contains(Area other) {
    return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
  }

  /** So much larger on each side. */
  Area grown(int by) {
    return new Area(x - by, y - by, width + 2 * by, height + 2 * by);
  }

  Area scaled(int factor) {
    return new Area(x * factor, y * factor, width * factor, height * factor);
  }
}
