package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.RgbImage;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published network on published pictures, where they are at hand. */
@SuppressWarnings("NullAway.Init")
final class YuNetRealFacesTest {

  private YuNetDetector detector;

  @BeforeEach
  void open() {
    detector = YuNetDetector.open(RealData.yunet());
  }

  @AfterEach
  void close() {
    if (detector != null) {
      detector.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"utkface, 400", "fairface, 290"})
  void aFaceIsFoundInNearlyEveryPictureOfOne(String set, int most) throws Exception {
    List<Path> pictures = RealData.pictures(set, most);
    int found = 0;
    int several = 0;
    for (Path file : pictures) {
      int faces = detect(file).size();
      found += faces > 0 ? 1 : 0;
      several += faces > 1 ? 1 : 0;
    }
    assertThat((double) found / pictures.size()).isGreaterThanOrEqualTo(0.99);
    assertThat((double) several / pictures.size()).isLessThanOrEqualTo(0.03);
  }

  @Test
  void nothingIsFoundInFiftyPicturesWithoutAFace() {
    for (Picture picture : FacelessPictures.draw(50)) {
      try (picture) {
        assertThat(detector.detect(picture)).isEmpty();
      }
    }
  }

  @Test
  void landmarksAreThoseOfThePicturesLeftAndRight() throws Exception {
    for (Path file : RealData.pictures("utkface", 50)) {
      DetectedFace face = detect(file).get(0);
      FaceLandmarks points = face.landmarks().orElseThrow();
      assertThat(points.leftEye().x()).isLessThan(points.rightEye().x());
      assertThat(points.leftMouth().x()).isLessThan(points.rightMouth().x());
      assertThat(points.leftEye().y()).isLessThan(points.nose().y());
      assertThat(points.nose().y()).isLessThan(points.leftMouth().y());
    }
  }

  /** The same network in another engine with another's decoding. */
  @Test
  void theNetworkSaysWhatItSaysInOpenCv() throws Exception {
    int compared = 0;
    try (YuNetNetwork network = YuNetNetwork.open(RealData.yunet(), 1);
        Size size = new Size(224, 224);
        FaceDetectorYN other =
            FaceDetectorYN.create(RealData.yunet().toString(), "", size, 0.6f, 0.3f, 5000, 0, 0)) {
      BgrPlanes sheet = new BgrPlanes(224 * 224);
      for (Path file : RealData.pictures("fairface", 40)) {
        sheet.reset(224, 224);
        try (Picture picture = new PictureDecoder().decode(file);
            Mat pixels = opencv_imgcodecs.imread(file.toString());
            Mat faces = new Mat()) {
          sheet.lay(picture, 0, 0, 0, 0);
          Candidate ours = Suppression.surest(network.candidates(sheet, 0.6)).get(0);
          other.detect(pixels, faces);
          try (FloatIndexer theirs = faces.createIndexer()) {
            double[] box = {ours.left(), ours.top(), ours.width(), ours.height()};
            for (int i = 0; i < 4; i++) {
              assertThat((double) theirs.get(0, i)).isCloseTo(box[i], within(0.1));
            }
            for (int i = 0; i < Candidate.COORDINATES; i++) {
              assertThat((double) theirs.get(0, 4 + i)).isCloseTo(ours.points()[i], within(0.1));
            }
            assertThat((double) theirs.get(0, 14)).isCloseTo(ours.score(), within(1e-3));
          }
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(40);
  }

  /** Pictures of faces side by side, scaled so that each face is so high. */
  @ParameterizedTest
  @CsvSource({"20, 0.85", "32, 0.93", "100, 0.95"})
  void manyFacesOfOneSizeAreFoundAndEachIsToldOnce(int faceHeight, double share) throws Exception {
    int cell = faceHeight * 224 / 190;
    List<Path> files = RealData.pictures("fairface", 144);
    byte[] pixels = new byte[12 * cell * 12 * cell * 3];
    for (int i = 0; i < files.size(); i++) {
      try (Picture picture = new PictureDecoder().decode(files.get(i));
          Picture small = picture.resize(cell, cell)) {
        RgbImage image = small.toRgb();
        for (int y = 0; y < cell; y++) {
          int row = (i / 12 * cell + y) * 12 * cell + i % 12 * cell;
          System.arraycopy(image.pixels(), y * cell * 3, pixels, row * 3, cell * 3);
        }
      }
    }
    boolean[] seen = new boolean[144];
    int wrong = 0;
    try (Picture sheet = Picture.of(new RgbImage(12 * cell, 12 * cell, pixels))) {
      for (DetectedFace face : detector.detect(sheet)) {
        int column = (face.box().x() + face.box().width() / 2) / cell;
        int row = (face.box().y() + face.box().height() / 2) / cell;
        boolean good = !seen[row * 12 + column] && face.box().height() > 0.4 * cell;
        seen[row * 12 + column] = true;
        wrong += good ? 0 : 1;
      }
    }
    int found = 0;
    for (boolean one : seen) {
      found += one ? 1 : 0;
    }
    assertThat(found / 144.0).isGreaterThanOrEqualTo(share);
    assertThat(wrong).isLessThanOrEqualTo(4);
  }

  @Test
  void eightThreadsSeeWhatOneSees() throws Exception {
    List<Path> files = RealData.pictures("fairface", 80);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<DetectedFace>>> all = new ArrayList<>();
      for (Path file : files) {
        all.add(threads.submit(() -> detect(file)));
      }
      for (int i = 0; i < files.size(); i++) {
        assertThat(all.get(i).get()).isEqualTo(detect(files.get(i)));
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Of many sizes, so that anything kept for each would show. */
  @Test
  void memoryStaysFlatOverTwoThousandPictures() throws Exception {
    List<Picture> pictures = FacelessPictures.draw(30);
    pictures.removeIf(picture -> picture.width() > 320);
    pictures.sort(Comparator.comparing(Picture::width));
    long before = 0;
    for (int i = 0; i < 2000; i++) {
      if (i == 500) {
        before = residentBytes();
      }
      detector.detect(pictures.get(i % pictures.size()));
    }
    assertThat(residentBytes() - before).isLessThan(32L << 20);
    pictures.forEach(Picture::close);
  }

  private List<DetectedFace> detect(Path file) throws Exception {
    try (Picture picture = new PictureDecoder().decode(file)) {
      return detector.detect(picture);
    }
  }

  private static long residentBytes() throws Exception {
    System.gc();
    return 4096 * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
  }
}
