package org.agegender.inference;

import java.util.List;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;

/**
 * From a picture to the pixels that the network sees of each face. Safe for use by several threads.
 */
sealed interface FaceExtraction permits DetectedExtraction, WholeExtraction {

  /** What looks for faces, for the user. */
  String detectorName();

  /** The faces of a picture, which stays the caller's to close. */
  Extracted extract(Picture picture);

  /**
   * A face cut out.
   *
   * @param face where it was
   * @param pixels of the network's size
   */
  record ExtractedFace(DetectedFace face, RgbImage pixels) {}

  /**
   * The faces of a picture.
   *
   * @param width of the picture
   * @param height of the picture
   * @param faces the largest first
   * @param leftOut how many more there were than wanted
   */
  record Extracted(int width, int height, List<ExtractedFace> faces, int leftOut) {}
}
