package org.agegender.dataset.prepare;

import org.agegender.core.CropGeometry;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.Alignment;
import org.agegender.vision.FaceDetector;

/**
 * How faces are found and cut out.
 *
 * @param detector finds them; stays the caller's to close
 * @param margin context on each side, as a share of the side of the tight square, 0 to 2
 * @param noFace what becomes of records without a face
 */
public record AlignOptions(FaceDetector detector, double margin, NoFace noFace) {

  /** Any side serves to check a margin. */
  private static final int SOME_SIDE = 128;

  /**
   * @throws InvalidInputException if the margin is out of range
   */
  public AlignOptions {
    try {
      new CropGeometry.Aligned(margin, SOME_SIDE).text();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--" + e.getMessage(), e);
    }
  }

  /** For crops of this many pixels. */
  CropGeometry.Aligned geometry(int side) {
    return new CropGeometry.Aligned(margin, side);
  }

  /** As it stands in {@code dataset.json}, for crops of this many pixels. */
  Alignment forDescription(int side) {
    return new Alignment(
        geometry(side).text(), margin, detector.name(), detector.modelHash(), noFace.label());
  }
}
