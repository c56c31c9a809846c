package org.agegender.inference;

import java.util.List;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;

/**
 * Takes each picture as one face, cropped already.
 *
 * @param imageSize side of the network's input
 */
record WholeExtraction(int imageSize) implements FaceExtraction {

  @Override
  public String detectorName() {
    return "none";
  }

  @Override
  public Extracted extract(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    DetectedFace whole = new DetectedFace(new FaceBox(0, 0, width, height), 1, Optional.empty());
    RgbImage pixels = NetworkInput.resize(picture.toRgb(), imageSize, imageSize);
    return new Extracted(width, height, List.of(new ExtractedFace(whole, pixels)), 0);
  }
}
