package org.agegender.dataset.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.RgbImage;

/** Small noise pictures with labels, each different from the others. */
final class DrawnFaces {

  private DrawnFaces() {}

  /** The labels tell the sample's number: age {@code i % 101}, gender {@code i % 2}. */
  static List<LabelledFace> list(int samples) {
    List<LabelledFace> faces = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      faces.add(
          new LabelledFace(
              "crop/" + i + ".jpg", new Age(i % 101), Gender.ofCode(i % 2), "", "", ""));
    }
    return faces;
  }

  /** The same number always gives the same picture. */
  static RgbImage picture(int sample, int side) {
    byte[] pixels = new byte[side * side * 3];
    new Random(sample).nextBytes(pixels);
    return new RgbImage(side, side, pixels);
  }
}
