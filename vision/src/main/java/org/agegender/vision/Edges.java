package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A part of a picture with its edge repeated outwards as far as it is looked at, since the library
 * warps several times slower where it must find the edge for each pixel.
 *
 * @param extended the part, as it is if nothing beyond it is looked at
 * @param left columns before the part
 * @param top rows above the part
 */
record Edges(Mat extended, int left, int top) implements AutoCloseable {

  /** Bounds the memory; the library finds the edge itself for what is farther away. */
  private static final int MOST = 2048;

  /**
   * @param part the picture's pixels within {@code seen}, in any size
   * @param asked what is looked at, in pixels of the picture
   * @param seen of that what is in the picture
   */
  static Edges around(Mat part, Area asked, Rect seen) {
    double across = (double) part.cols() / seen.width();
    double down = (double) part.rows() / seen.height();
    int left = pixels(seen.x() - asked.x(), across);
    int top = pixels(seen.y() - asked.y(), down);
    int right = pixels(asked.right() - seen.x() - seen.width(), across);
    int bottom = pixels(asked.bottom() - seen.y() - seen.height(), down);
    if (left + top + right + bottom == 0) {
      return new Edges(new Mat(part), 0, 0);
    }
    Mat extended = new Mat();
    copyMakeBorder(part, extended, top, bottom, left, right, BORDER_REPLICATE);
    return new Edges(extended, left, top);
  }

  private static int pixels(int beyond, double scale) {
    return (int) Math.max(0, Math.min(MOST, Math.ceil(beyond * scale)));
  }

  @Override
  public void close() {
    extended.close();
  }
}
