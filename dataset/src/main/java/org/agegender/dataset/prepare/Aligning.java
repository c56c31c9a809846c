package org.agegender.dataset.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.core.Sha256;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceCropper;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/** The labelled face, found, turned upright and cut out. */
final class Aligning implements Cropping {

  private final FaceDetector detector;
  private final NoFace noFace;
  private final FaceCropper cropper;

  /**
   * @param side of the crops in pixels
   */
  Aligning(AlignOptions options, int side) {
    this.detector = options.detector();
    this.noFace = options.noFace();
    this.cropper = new FaceCropper(options.geometry(side));
  }

  /** Records of one picture may name different faces in it. */
  @Override
  public String cropHash(String pictureHash, Optional<FaceBox> labelled) {
    return labelled
        .map(
            box ->
                new Sha256()
                    .add(pictureHash)
                    .add(
                        String.format(
                            Locale.ROOT,
                            "%d,%d,%d,%d",
                            box.x(),
                            box.y(),
                            box.width(),
                            box.height()))
                    .hex())
        .orElse(pictureHash);
  }

  @Override
  public Result crop(Picture picture, Optional<FaceBox> labelled) {
    FaceChoice choice = new FaceChoice(picture.width(), picture.height(), labelled);
    List<DetectedFace> found = detector.detect(picture);
    Optional<DetectedFace> face = choice.choose(found);
    if (face.isPresent()) {
      return cut(
          picture,
          face.get(),
          face.get().landmarks().isPresent() ? CroppedBy.LANDMARKS : CroppedBy.BOX);
    }
    return switch (noFace) {
      case REJECT -> new Result.NoFaceFound(detail(found.size()));
      case KEEP ->
          cut(
              picture,
              new DetectedFace(choice.place().orElseGet(choice::middle), 0, Optional.empty()),
              choice.place().isPresent() ? CroppedBy.SOURCE_BOX : CroppedBy.WHOLE_PICTURE);
    };
  }

  private Result.Cut cut(Picture picture, DetectedFace face, CroppedBy by) {
    return new Result.Cut(cropper.crop(picture, face), by);
  }

  private String detail(int found) {
    return found == 0
        ? "%s found no face".formatted(detector.name())
        : "%s found %d faces, none where the data set says that it is"
            .formatted(detector.name(), found);
  }
}
