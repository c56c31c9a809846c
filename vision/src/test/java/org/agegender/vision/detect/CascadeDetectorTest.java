package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On drawn faces, and on published pictures where they are at hand. */
final class CascadeDetectorTest {

  @ParameterizedTest
  @CsvSource({"300, 300, 150", "640, 480, 60", "1600, 1200, 500"})
  void aDrawnFaceIsFoundWhereItIs(int width, int height, int size) {
    DrawnFace face = new DrawnFace(width * 0.6, height * 0.55, size, 0);
    try (CascadeDetector detector = CascadeDetector.open();
        Picture picture = DrawnFace.picture(width, height, face)) {
      List<DetectedFace> found = detector.detect(picture);
      assertThat(found).hasSize(1);
      FaceBox box = found.get(0).box();
      assertThat(box.x() + box.width() / 2.0).isCloseTo(face.x(), within(0.12 * size));
      assertThat(box.y() + box.height() / 2.0).isCloseTo(face.y(), within(0.2 * size));
      assertThat((double) box.height()).isBetween(0.8 * size, 1.6 * size);
      assertThat(found.get(0).score()).isBetween(0.4, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-12, 0, 12})
  void theTiltOfTheEyesIsThatOfTheLandmarks(int turn) {
    DrawnFace face = new DrawnFace(200, 200, 180, turn);
    try (CascadeDetector detector = CascadeDetector.open();
        Picture picture = DrawnFace.picture(400, 400, face)) {
      FaceLandmarks points = detector.detect(picture).get(0).landmarks().orElseThrow();
      assertClose(points.leftEye(), face.eye(true), 10);
      assertClose(points.rightEye(), face.eye(false), 10);
      double tilt =
          Math.atan2(
              points.rightMouth().y() - points.leftMouth().y(),
              points.rightMouth().x() - points.leftMouth().x());
      assertThat(Math.toDegrees(tilt)).isCloseTo(turn, within(5.0));
    }
  }

  /** The mean face's other points come along when its eyes come to these. */
  @Test
  void otherLandmarksFollowTheEyes() {
    double[] upright = EyePair.landmarks(30, 27, 70, 27);
    assertThat(upright)
        .containsExactly(
            new double[] {30, 27, 70, 27, 50, 49.8, 33.4, 73.1, 66.6, 73.1}, within(1e-9));
    double[] turned = EyePair.landmarks(-27, 30, -27, 70);
    assertThat(turned)
        .containsExactly(
            new double[] {-27, 30, -27, 70, -49.8, 50, -73.1, 33.4, -73.1, 66.6}, within(1e-9));
  }

  @Test
  void aFaceThatFillsThePictureIsFoundWithinABorder() {
    DrawnFace face = new DrawnFace(100, 96, 190, 0);
    try (CascadeDetector detector = CascadeDetector.open();
        Picture picture = DrawnFace.picture(200, 200, face)) {
      List<DetectedFace> found = detector.detect(picture);
      assertThat(found).hasSize(1);
      FaceBox box = found.get(0).box();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(200);
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(200);
    }
  }

  @Test
  void aPictureOfOnePixelHasNoFace() {
    try (CascadeDetector detector = CascadeDetector.open();
        Picture picture = WhiteSquares.picture(1, 1, List.of())) {
      assertThat(detector.detect(picture)).isEmpty();
      assertThat(detector.name()).isEqualTo("cascade");
    }
  }

  @Test
  void eightThreadsSeeWhatOneSees() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (CascadeDetector detector = CascadeDetector.open()) {
      List<Future<List<DetectedFace>>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        DrawnFace face = numbered(i);
        all.add(
            threads.submit(
                () -> {
                  try (Picture picture = DrawnFace.picture(200, 200, face)) {
                    return detector.detect(picture);
                  }
                }));
      }
      for (int i = 0; i < 32; i++) {
        try (Picture picture = DrawnFace.picture(200, 200, numbered(i))) {
          assertThat(all.get(i).get()).isEqualTo(detector.detect(picture)).hasSize(1);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aClosedDetectorSaysSoAndClosesTwice() {
    CascadeDetector detector = CascadeDetector.open();
    detector.close();
    detector.close();
    try (Picture picture = WhiteSquares.picture(9, 9, List.of())) {
      assertThatThrownBy(() -> detector.detect(picture))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @ParameterizedTest
  @CsvSource({"utkface, 60, 0.9", "fairface, 60, 0.65"})
  void mostPublishedFacesAreFound(String set, int most, double share) throws Exception {
    List<Path> files = RealData.pictures(set, most);
    int found = 0;
    try (CascadeDetector detector = CascadeDetector.open()) {
      for (Path file : files) {
        try (Picture picture = new PictureDecoder().decode(file)) {
          found += detector.detect(picture).isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat((double) found / files.size()).isGreaterThanOrEqualTo(share);
  }

  private static DrawnFace numbered(int number) {
    return new DrawnFace(85 + number, 110 - number / 2.0, 120, 0);
  }

  private static void assertClose(Point found, Point expected, double distance) {
    assertThat(Math.hypot(found.x() - expected.x(), found.y() - expected.y()))
        .as("%s from %s", found, expected)
        .isLessThan(distance);
  }
}
