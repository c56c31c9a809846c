package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agegender.core.FaceBox;
import org.agegender.core.Point;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a tiny network of the same shape, for which white cells are faces of 32x48 pixels. */
final class YuNetDetectorTest {

  @TempDir private Path folder;

  private Path model;

  @BeforeEach
  void writeModel() throws Exception {
    model = new TinyOnnx().write(folder.resolve("tiny.onnx"));
  }

  @Test
  void boxLandmarksAndScoreAreThoseOfTheNetwork() {
    try (YuNetDetector detector = YuNetDetector.open(model);
        Picture picture = white(320, 320, 96, 160)) {
      List<DetectedFace> faces = detector.detect(picture);
      assertThat(faces).hasSize(1);
      DetectedFace face = faces.get(0);
      assertThat(face.box()).isEqualTo(new FaceBox(100 - 16, 164 - 24, 32, 48));
      assertThat(face.score()).isCloseTo(1, within(1e-5));
      assertThat(face.landmarks().orElseThrow().points())
          .containsExactly(
              new Point(88, 152),
              new Point(112, 152),
              new Point(100, 164),
              new Point(92, 176),
              new Point(108, 176));
      assertThat(detector.name()).isEqualTo("yunet");
    }
  }

  @Test
  void theModelIsToldByTheHashOfItsFile() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model));
    try (YuNetDetector detector = YuNetDetector.open(model)) {
      assertThat(detector.modelHash()).isEqualTo(HexFormat.of().formatHex(hash));
    }
  }

  @Test
  void aBoxIsCutToThePictureAndPointsAreNot() {
    try (YuNetDetector detector = YuNetDetector.open(model);
        Picture picture = white(320, 320, 0, 312)) {
      DetectedFace face = detector.detect(picture).get(0);
      assertThat(face.box()).isEqualTo(new FaceBox(0, 292, 20, 28));
      assertThat(face.landmarks().orElseThrow().leftEye()).isEqualTo(new Point(-8, 304));
    }
  }

  @Test
  void eightThreadsSeeWhatOneSees() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (YuNetDetector detector = YuNetDetector.open(model)) {
      List<Future<List<DetectedFace>>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  try (Picture picture = numbered(number)) {
                    return detector.detect(picture);
                  }
                }));
      }
      for (int i = 0; i < 200; i++) {
        try (Picture picture = numbered(i)) {
          assertThat(all.get(i).get()).isEqualTo(detector.detect(picture)).hasSize(1);
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aClosedDetectorSaysSoAndClosesTwice() {
    YuNetDetector detector = YuNetDetector.open(model);
    detector.close();
    detector.close();
    try (Picture picture = numbered(1)) {
      assertThatThrownBy(() -> detector.detect(picture))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void theLargestComesFirst() {
    List<int[]> cells = List.of(new int[] {0, 8, 8, 8}, new int[] {160, 160, 8, 8});
    try (YuNetDetector detector = YuNetDetector.open(model);
        Picture picture = WhiteSquares.picture(320, 320, cells)) {
      assertThat(detector.detect(picture))
          .extracting(DetectedFace::box)
          .containsExactly(new FaceBox(148, 140, 32, 48), new FaceBox(0, 0, 20, 36));
    }
  }

  /** Sizes differ, so that sheets are used again for others. */
  private static Picture numbered(int number) {
    int side = 320 - 32 * (number % 3);
    return white(side, 320, 8 * (number % 20) + 24, 8 * (number % 13) + 40);
  }

  private static Picture white(int width, int height, int x, int y) {
    return WhiteSquares.picture(width, height, List.of(new int[] {x, y, 8, 8}));
  }
}
