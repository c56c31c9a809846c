package org.agegender.inference;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceCropper;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;

/** Looks for faces and cuts each out as those were that the model learnt from. */
final class DetectedExtraction implements FaceExtraction {

  /** Small crops would be sampled coarser than a prepared set is. */
  private static final int SMALLEST_SIDE = 128;

  private final FaceDetector detector;
  private final FaceCropper cropper;
  private final int imageSize;
  private final PhotoOptions options;

  DetectedExtraction(ModelMetadata model, FaceDetector detector, PhotoOptions options) {
    this.detector = detector;
    this.cropper = new FaceCropper(geometry(model));
    this.imageSize = model.imageSize();
    this.options = options;
  }

  /** The model's own geometry; the tight square for a model that does not tell. */
  static CropGeometry.Aligned geometry(ModelMetadata model) {
    return model.cropGeometry() instanceof CropGeometry.Aligned aligned
        ? aligned
        : new CropGeometry.Aligned(0, Math.max(model.imageSize(), SMALLEST_SIDE));
  }

  @Override
  public String detectorName() {
    return detector.name();
  }

  @Override
  public Extracted extract(Picture picture) {
    List<ExtractedFace> faces = new ArrayList<>();
    int leftOut = 0;
    for (DetectedFace found : detector.detect(picture)) {
      if (!counts(found)) {
        continue;
      }
      if (faces.size() == options.maxFaces()) {
        leftOut++;
      } else {
        faces.add(new ExtractedFace(found, pixels(picture, found)));
      }
    }
    return new Extracted(picture.width(), picture.height(), faces, leftOut);
  }

  private boolean counts(DetectedFace face) {
    int side = Math.min(face.box().width(), face.box().height());
    return face.score() >= options.minScore() && side >= options.minFaceSide();
  }

  /** First the crop as a prepared set holds it, then as evaluation resizes that. */
  private RgbImage pixels(Picture picture, DetectedFace face) {
    try (Picture crop = cropper.crop(picture, face)) {
      return NetworkInput.resize(crop.toRgb(), imageSize, imageSize);
    }
  }
}
