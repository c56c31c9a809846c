package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaceCropperTest {

  private static final int SIDE = 100;
  private static final CropGeometry.Aligned GEOMETRY = new CropGeometry.Aligned(0.2, SIDE);
  private static final FaceBox SOME_BOX = new FaceBox(0, 0, 10, 10);

  /** Red grows to the right, green downwards: a pixel's colour tells where it came from. */
  private static Picture ramp(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[(y * width + x) * 3] = (byte) Math.round((x + 0.5) * 255 / width);
        pixels[(y * width + x) * 3 + 1] = (byte) Math.round((y + 0.5) * 255 / height);
      }
    }
    return Picture.of(new RgbImage(width, height, pixels));
  }

  private static DetectedFace face(SimilarityTransform toPicture) {
    List<Point> points = GEOMETRY.template().points().stream().map(toPicture::apply).toList();
    FaceLandmarks landmarks =
        new FaceLandmarks(
            points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
    return new DetectedFace(SOME_BOX, 1, Optional.of(landmarks));
  }

  private static void assertComesFrom(
      RgbImage crop, int x, int y, Point place, int width, int height) {
    int at = (y * SIDE + x) * 3;
    assertThat((crop.pixels()[at] & 0xFF) * width / 255.0)
        .isCloseTo(place.x(), within(width / 200.0 + 0.6));
    assertThat((crop.pixels()[at + 1] & 0xFF) * height / 255.0)
        .isCloseTo(place.y(), within(height / 200.0 + 0.6));
  }

  private static void assertEveryPixelComesFromItsPlace(SimilarityTransform toPicture, int side) {
    try (Picture picture = ramp(side, side);
        Picture crop = new FaceCropper(GEOMETRY).crop(picture, face(toPicture))) {
      RgbImage pixels = crop.toRgb();
      assertThat(pixels.width()).isEqualTo(SIDE);
      assertThat(pixels.height()).isEqualTo(SIDE);
      for (int y = 0; y < SIDE; y += 9) {
        for (int x = 0; x < SIDE; x += 9) {
          Point place = toPicture.apply(new Point(x + 0.5, y + 0.5));
          assertComesFrom(pixels, x, y, place, side, side);
        }
      }
    }
  }

  @Test
  void aTurnedFaceOfAboutTheCropsSizeIsSetUpright() {
    assertEveryPixelComesFromItsPlace(new SimilarityTransform(0.9, 0.4, 60, 30), 250);
  }

  @Test
  void aLargeTurnedFaceIsReducedAndStaysInPlace() {
    assertEveryPixelComesFromItsPlace(new SimilarityTransform(6.3, -2.9, 300, 500), 1500);
  }

  @Test
  void aFaceOfTwentyPixelsIsEnlarged() {
    assertEveryPixelComesFromItsPlace(new SimilarityTransform(0.2, 0.02, 70, 70), 200);
  }

  @Test
  void fineStripesOfALargeFaceAverageOut() {
    int side = 1200;
    byte[] stripes = new byte[side * side * 3];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) ((i / 3 % side) % 2 * 255);
    }
    try (Picture picture = Picture.of(new RgbImage(side, side, stripes));
        Picture crop =
            new FaceCropper(GEOMETRY)
                .crop(picture, face(new SimilarityTransform(9.7, 0.3, 100, 50)))) {
      for (byte value : crop.toRgb().pixels()) {
        assertThat(value & 0xFF).isBetween(100, 155);
      }
    }
  }

  @Test
  void whatLiesOutsideRepeatsTheEdge() {
    SimilarityTransform half = new SimilarityTransform(1, 0, -50, 20);
    try (Picture picture = ramp(200, 200);
        Picture crop = new FaceCropper(GEOMETRY).crop(picture, face(half))) {
      RgbImage pixels = crop.toRgb();
      assertComesFrom(pixels, 10, 50, new Point(0.5, 70.5), 200, 200);
      assertComesFrom(pixels, 80, 50, new Point(30.5, 70.5), 200, 200);
    }
  }

  /** The picture is 300 pixels wide and high; the crop begins 120 pixels before it. */
  @Test
  void aReducedFaceAtTheCornerIsInPlaceInsideAndRepeatsTheEdgeOutside() {
    SimilarityTransform corner = new SimilarityTransform(4.4, 0, -120, -120);
    try (Picture picture = ramp(300, 300);
        Picture crop = new FaceCropper(GEOMETRY).crop(picture, face(corner))) {
      RgbImage pixels = crop.toRgb();
      for (int y = 0; y < SIDE; y += 7) {
        for (int x = 0; x < SIDE; x += 7) {
          Point place = corner.apply(new Point(x + 0.5, y + 0.5));
          Point inside = new Point(clamp(place.x()), clamp(place.y()));
          assertComesFrom(pixels, x, y, inside, 300, 300);
        }
      }
    }
  }

  private static double clamp(double place) {
    return Math.max(0.5, Math.min(299.5, place));
  }

  @ParameterizedTest
  @CsvSource({"-5000, -5000, 0, 0", "5000, -5000, 49, 0", "5000, 5000, 49, 39"})
  void aFaceFarOutsideThePictureIsAllOfTheNearestCorner(int dx, int dy, int x, int y) {
    SimilarityTransform far = new SimilarityTransform(1, 0, dx, dy);
    try (Picture picture = ramp(50, 40);
        Picture crop = new FaceCropper(GEOMETRY).crop(picture, face(far))) {
      byte[] corner =
          Arrays.copyOfRange(picture.toRgb().pixels(), 3 * (50 * y + x), 3 * (50 * y + x + 1));
      byte[] expected = new byte[SIDE * SIDE * 3];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = corner[i % 3];
      }
      assertThat(crop.toRgb()).isEqualTo(new RgbImage(SIDE, SIDE, expected));
    }
  }

  @Test
  void landmarksThatCoincideFallBackToTheBox() {
    Point one = new Point(40, 40);
    DetectedFace broken =
        new DetectedFace(
            new FaceBox(20, 20, 40, 50),
            1,
            Optional.of(new FaceLandmarks(one, one, one, one, one)));
    DetectedFace without = new DetectedFace(broken.box(), 1, Optional.empty());
    FaceCropper cropper = new FaceCropper(GEOMETRY);
    assertThat(cropper.toCrop(broken)).isEqualTo(cropper.toCrop(without));
  }
}
