package org.agegender.dataset.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/**
 * Finds "faces" that are drawn as rectangles of pure red, green or blue on grey, one of each
 * colour, whose landmarks lie where the template has them when the rectangle is the tight square.
 */
final class MarkedFaces implements FaceDetector {

  static final int RED = 0;
  static final int GREEN = 1;
  static final int BLUE = 2;

  private static final int SIDE = 1000;
  private static final int BRIGHT = 180;
  private static final int DARK = 110;

  private final String name;
  private final boolean withLandmarks;

  MarkedFaces(String name, boolean withLandmarks) {
    this.name = name;
    this.withLandmarks = withLandmarks;
  }

  /** A rectangle of one colour. */
  record Mark(int colour, FaceBox box) {}

  static Mark mark(int colour, int x, int y, int width, int height) {
    return new Mark(colour, new FaceBox(x, y, width, height));
  }

  /** A picture with these marks on a grey that follows from the seed. */
  static byte[] jpeg(int width, int height, int seed, Mark... marks) {
    byte[] pixels = new byte[width * height * 3];
    Random random = new Random(seed);
    for (int i = 0; i < pixels.length; i += 3) {
      Arrays.fill(pixels, i, i + 3, (byte) (120 + random.nextInt(20)));
    }
    for (Mark mark : marks) {
      for (int y = mark.box.y(); y < mark.box.y() + mark.box.height(); y++) {
        for (int x = mark.box.x(); x < mark.box.x() + mark.box.width(); x++) {
          int at = (y * width + x) * 3;
          Arrays.fill(pixels, at, at + 3, (byte) 0);
          pixels[at + mark.colour] = (byte) 255;
        }
      }
    }
    try (Picture picture = Picture.of(new RgbImage(width, height, pixels))) {
      return picture.toJpeg(95);
    }
  }

  /** 0, 1 or 2 where the pixel has the colour of a mark, else -1. */
  static int colour(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    for (int colour = 0; colour < 3; colour++) {
      if ((image.pixels()[at + colour] & 0xFF) > BRIGHT
          && (image.pixels()[at + (colour + 1) % 3] & 0xFF) < DARK
          && (image.pixels()[at + (colour + 2) % 3] & 0xFF) < DARK) {
        return colour;
      }
    }
    return -1;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String modelHash() {
    return "cafe";
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    RgbImage image = picture.toRgb();
    int[][] bounds = new int[3][];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int colour = colour(image, x, y);
        if (colour >= 0) {
          int[] b = bounds[colour];
          bounds[colour] =
              b == null
                  ? new int[] {x, y, x, y}
                  : new int[] {
                    Math.min(b[0], x), Math.min(b[1], y), Math.max(b[2], x), Math.max(b[3], y)
                  };
        }
      }
    }
    List<DetectedFace> faces = new ArrayList<>();
    for (int[] b : bounds) {
      if (b != null) {
        faces.add(face(new FaceBox(b[0], b[1], b[2] - b[0] + 1, b[3] - b[1] + 1)));
      }
    }
    faces.sort(
        Comparator.comparingInt((DetectedFace face) -> -face.box().width() * face.box().height()));
    return faces;
  }

  private DetectedFace face(FaceBox box) {
    return new DetectedFace(box, 1, withLandmarks ? Optional.of(landmarks(box)) : Optional.empty());
  }

  private static FaceLandmarks landmarks(FaceBox box) {
    List<Point> points =
        new CropGeometry.Aligned(0, SIDE)
            .template().points().stream()
                .map(
                    point ->
                        new Point(
                            box.x() + point.x() / SIDE * box.width(),
                            box.y() + point.y() / SIDE * box.height()))
                .toList();
    return new FaceLandmarks(
        points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
  }

  @Override
  public void close() {}
}
