package org.agegender.dataset.prepare;

import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.vision.Picture;

/**
 * The whole picture as a square.
 *
 * @param side in pixels
 */
record Resizing(int side) implements Cropping {

  @Override
  public String cropHash(String pictureHash, Optional<FaceBox> labelled) {
    return pictureHash;
  }

  @Override
  public Result crop(Picture picture, Optional<FaceBox> labelled) {
    return new Result.Cut(picture.resize(side, side), CroppedBy.RESIZING);
  }
}
