package org.agegender.dataset.prepare;

import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.vision.Picture;

/** The way from a picture to a crop. Safe for use by several threads. */
sealed interface Cropping permits Resizing, Aligning {

  /**
   * What a crop is named after: hex, the same for the same crop.
   *
   * @param pictureHash SHA-256 of the picture's file
   * @param labelled where the data set says that the face is
   */
  String cropHash(String pictureHash, Optional<FaceBox> labelled);

  /**
   * Makes the crop.
   *
   * @param picture not changed
   * @param labelled where the data set says that the face is
   */
  Result crop(Picture picture, Optional<FaceBox> labelled);

  /** What came of it. */
  sealed interface Result {

    /**
     * A crop, the receiver's to close.
     *
     * @param picture the crop
     * @param by what it was cut out by
     */
    record Cut(Picture picture, CroppedBy by) implements Result {}

    /**
     * No face to cut out.
     *
     * @param detail for the user
     */
    record NoFaceFound(String detail) implements Result {}
  }
}
