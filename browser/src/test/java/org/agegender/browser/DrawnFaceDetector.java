package org.agegender.browser;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/** Finds the rectangles of {@link DrawnPicture}, each by its shade of red. */
final class DrawnFaceDetector implements FaceDetector {

  private static final double SCORE = 0.9;

  @Override
  public String name() {
    return "drawn";
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    RgbImage image = picture.toRgb();
    Map<Integer, FaceBox> boxes = new TreeMap<>();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int at = (y * image.width() + x) * RgbImage.CHANNELS;
        if ((image.pixels()[at + 2] & 0xFF) == DrawnPicture.BLUE) {
          boxes.merge(
              image.pixels()[at] & 0xFF, new FaceBox(x, y, 1, 1), DrawnFaceDetector::around);
        }
      }
    }
    return boxes.values().stream()
        .sorted(Comparator.comparing((FaceBox box) -> -box.width() * box.height()))
        .map(box -> new DetectedFace(box, SCORE, Optional.empty()))
        .toList();
  }

  private static FaceBox around(FaceBox a, FaceBox b) {
    int x = Math.min(a.x(), b.x());
    int y = Math.min(a.y(), b.y());
    int endX = Math.max(a.x() + a.width(), b.x() + b.width());
    int endY = Math.max(a.y() + a.height(), b.y() + b.height());
    return new FaceBox(x, y, endX - x, endY - y);
  }

  @Override
  public void close() {}
}
