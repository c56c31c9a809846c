package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A size of the font, black on a filled area.
 *
 * @param capital height of a capital letter in pixels
 */
record LabelFont(int capital) {

  /** Height of a capital letter of this font at scale 1. */
  private static final double UNIT = 21;

  private static final int SMALLEST = 9;
  private static final int LARGEST_PART = 90;
  private static final int SMALLEST_PART = 600;
  private static final double STEP = 0.8;

  /**
   * The sizes for a picture, the largest first: so that it can be read when the whole picture fills
   * a screen, down to what can be read at all.
   *
   * @param side the longer side of the picture
   */
  static List<LabelFont> sizesFor(int side) {
    int smallest = Math.max(SMALLEST, side / SMALLEST_PART);
    List<LabelFont> sizes = new ArrayList<>();
    for (double height = side / (double) LARGEST_PART; height > smallest; height *= STEP) {
      sizes.add(new LabelFont((int) Math.round(height)));
    }
    sizes.add(new LabelFont(smallest));
    return sizes;
  }

  private int weight() {
    return Math.max(1, (int) Math.round(capital / 8.5));
  }

  private int padding() {
    return Math.max(2, capital / 3);
  }

  private int lineHeight() {
    return capital + Math.max(3, capital * 2 / 3);
  }

  /** The area that lines of text fill. */
  LabelLayout.Size size(List<String> lines) {
    int widest = 0;
    for (String line : lines) {
      try (Size size =
          getTextSize(line, FONT_HERSHEY_SIMPLEX, capital / UNIT, weight(), new int[1])) {
        widest = Math.max(widest, size.width());
      }
    }
    return new LabelLayout.Size(widest + 2 * padding(), lines.size() * lineHeight() + padding());
  }

  /** Fills the area and writes the lines in it. */
  void draw(Mat canvas, Area area, List<String> lines, LabelColour colour) {
    try (Rect filled = new Rect(area.x(), area.y(), area.width(), area.height());
        Scalar fill = colour.scalar();
        Scalar black = new Scalar(0, 0, 0, 0)) {
      rectangle(canvas, filled, fill, FILLED, LINE_8, 0);
      int base = area.y() + padding() + capital;
      for (String line : lines) {
        try (Point start = new Point(area.x() + padding(), base)) {
          putText(
              canvas,
              line,
              start,
              FONT_HERSHEY_SIMPLEX,
              capital / UNIT,
              black,
              weight(),
              LINE_AA,
              false);
        }
        base += lineHeight();
      }
    }
  }
}
