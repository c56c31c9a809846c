package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A strip below the picture with the labels for which the picture has no place.
 *
 * @param font of the labels
 * @param labels of all faces
 * @param boxes of all faces
 * @param listed which faces the strip lists, in order
 */
record LabelStrip(LabelFont font, List<FaceLabel> labels, List<Area> boxes, List<Integer> listed) {

  private static final int GAP = 2;

  /** A number in a box is at most this part of the box high. */
  private static final int NUMBER_PART = 4;

  private static final int SMALLEST_NUMBER = 6;

  /** The picture with numbers in the boxes and the strip below. */
  Mat below(Mat canvas) {
    List<List<String>> entries = new ArrayList<>();
    int width = 0;
    int height = 0;
    for (int face : listed) {
      List<String> entry = entry(face, canvas.cols());
      entries.add(entry);
      LabelLayout.Size size = font.size(entry);
      width = Math.max(width, size.width() + GAP);
      height = Math.max(height, size.height() + GAP);
    }
    int columns = Math.max(1, Math.min(listed.size(), canvas.cols() / width));
    int rows = (listed.size() + columns - 1) / columns;
    if (isNumbered()) {
      listed.forEach(face -> number(canvas, face));
    }
    Mat whole = new Mat();
    int beyond = Math.max(0, columns * width - canvas.cols());
    try (Scalar black = new Scalar(0, 0, 0, 0)) {
      copyMakeBorder(canvas, whole, 0, rows * height, 0, beyond, BORDER_CONSTANT, black);
    }
    for (int i = 0; i < listed.size(); i++) {
      int x = i % columns * width;
      int y = canvas.rows() + i / columns * height + GAP;
      Area area = new Area(x, y, width - GAP, height - GAP);
      font.draw(whole, area, entries.get(i), LabelColour.of(listed.get(i)));
    }
    return whole;
  }

  /** A single face needs no number. */
  private boolean isNumbered() {
    return labels.size() > 1;
  }

  /** Broken into lines only where one line is wider than the picture. */
  private List<String> entry(int face, int most) {
    List<String> entry = List.of();
    for (List<String> shape : labels.get(face).shapes()) {
      entry = new ArrayList<>(shape);
      if (isNumbered()) {
        entry.set(0, number(face) + ": " + entry.get(0));
      }
      if (font.size(entry).width() + GAP <= most) {
        break;
      }
    }
    return entry;
  }

  private static String number(int face) {
    return Integer.toString(face + 1);
  }

  private void number(Mat canvas, int face) {
    Area box = boxes.get(face);
    int capital = Math.max(SMALLEST_NUMBER, box.height() / NUMBER_PART);
    LabelFont small = new LabelFont(Math.min(font.capital(), capital));
    LabelLayout.Size size = small.size(List.of(number(face)));
    Area area = new Area(box.x(), box.y(), size.width(), size.height());
    small.draw(canvas, area, List.of(number(face)), LabelColour.of(face));
  }
}
