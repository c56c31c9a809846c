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
}
