package org.agegender.vision;

import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The colours of faces that are told apart, also by the colour-blind, and on which black text reads
 * well (Okabe and Ito, "Color universal design", 2008).
 */
enum LabelColour {
  ORANGE(230, 159, 0),
  SKY_BLUE(86, 180, 233),
  YELLOW(240, 228, 66),
  BLUISH_GREEN(0, 158, 115),
  REDDISH_PURPLE(204, 121, 167),
  VERMILION(213, 94, 0);

  private static final LabelColour[] ALL = values();

  private final int red;
  private final int green;
  private final int blue;

  LabelColour(int red, int green, int blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  static LabelColour of(int face) {
    return ALL[face % ALL.length];
  }

  Scalar scalar() {
    return new Scalar(blue, green, red, 0);
  }
}
