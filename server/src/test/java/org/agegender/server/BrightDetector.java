package org.agegender.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/**
 * Takes a picture whose first pixel is black as one without a face, and any other as one face; the
 * blue of the first pixel tells how many more there are.
 */
final class BrightDetector implements FaceDetector {

  @Override
  public String name() {
    return "bright";
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    RgbImage image = picture.toRgb();
    byte[] pixels = image.pixels();
    List<DetectedFace> faces = new ArrayList<>();
    if (pixels[0] != 0 || pixels[1] != 0) {
      for (int i = 0; i <= (pixels[2] & 0xFF); i++) {
        faces.add(face(image.width(), image.height()));
      }
    }
    return faces;
  }

  private static DetectedFace face(int width, int height) {
    return new DetectedFace(
        new FaceBox(0, 0, width, height),
        0.9,
        Optional.of(
            new FaceLandmarks(
                new Point(0.3 * width, 0.3 * height),
                new Point(0.7 * width, 0.3 * height),
                new Point(0.5 * width, 0.5 * height),
                new Point(0.35 * width, 0.7 * height),
                new Point(0.65 * width, 0.7 * height))));
  }

  @Override
  public void close() {}
}
