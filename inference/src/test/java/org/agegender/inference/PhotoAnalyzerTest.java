package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.models.ModelCache;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceCropper;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureLimits;
import org.agegender.vision.UnreadablePictureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhotoAnalyzerTest {

  private static final FaceBox LARGE = new FaceBox(40, 40, 60, 70);
  private static final FaceBox MIDDLE = new FaceBox(200, 60, 40, 40);
  private static final FaceBox SMALL = new FaceBox(300, 150, 20, 20);

  @TempDir private Path folder;
  private final DrawnPhoto.Detector detector = new DrawnPhoto.Detector();

  private static DrawnPhoto threeFaces() {
    return new DrawnPhoto(400, 200)
        .with(MIDDLE, 8, Gender.MALE)
        .with(SMALL, 70, Gender.FEMALE)
        .with(LARGE, 35, Gender.FEMALE);
  }

  private FaceModel model() throws Exception {
    return FaceModel.open(ColourModel.write(folder.resolve("m.onnx")));
  }

  private static RecordingNetwork recording() {
    return new RecordingNetwork(16, CropGeometry.WHOLE, 4);
  }

  @Test
  void eachFaceOfAPhotographIsFoundAndPredictedTheLargestFirst() throws Exception {
    Path file = threeFaces().write(folder.resolve("three.png"));
    try (FaceModel model = model()) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.of(model, detector, PhotoOptions.DEFAULT);
      AnalysedPhoto photo = analyzer.analyze(file);
      assertThat(photo.width()).isEqualTo(400);
      assertThat(photo.height()).isEqualTo(200);
      assertThat(photo.leftOut()).isZero();
      assertThat(photo.faces()).extracting(AnalysedFace::box).containsExactly(LARGE, MIDDLE, SMALL);
      assertThat(photo.faces())
          .extracting(face -> face.prediction().age().mostLikely().years())
          .containsExactly(35, 8, 70);
      assertThat(photo.faces())
          .extracting(face -> face.prediction().gender())
          .containsExactly(Gender.FEMALE, Gender.MALE, Gender.FEMALE);
      assertThat(photo.faces()).extracting(AnalysedFace::score).containsExactly(0.07, 0.04, 0.02);
      assertThat(analyzer.analyze(Files.readAllBytes(file))).isEqualTo(photo);
      assertThat(analyzer.detectorName()).isEqualTo("drawn");
      assertThat(analyzer.metadata()).isEqualTo(model.metadata());
    }
  }

  @Test
  void facesAreCutOutAsTheModelSaysAndThenResizedAsEvaluationResizesThem() throws Exception {
    CropGeometry.Aligned geometry = new CropGeometry.Aligned(0.3, 48);
    RecordingNetwork network = new RecordingNetwork(32, geometry, 4);
    PhotoAnalyzer analyzer = PhotoAnalyzer.of(network, detector, PhotoOptions.DEFAULT);
    assertThat(analyzer.warning()).isEmpty();
    assertThat(seen(analyzer, network)).isEqualTo(cut(geometry, 32));
  }

  @Test
  void aModelThatDoesNotSayHowItsFacesWereCroppedGetsTightSquaresAndTheUserIsTold()
      throws Exception {
    RecordingNetwork network = new RecordingNetwork(32, CropGeometry.WHOLE, 4);
    PhotoAnalyzer analyzer = PhotoAnalyzer.of(network, detector, PhotoOptions.DEFAULT);
    assertThat(analyzer.warning().orElseThrow()).contains("does not say", "tight");
    assertThat(seen(analyzer, network)).isEqualTo(cut(new CropGeometry.Aligned(0, 128), 32));
    RecordingNetwork wide = new RecordingNetwork(160, CropGeometry.WHOLE, 4);
    assertThat(seen(PhotoAnalyzer.of(wide, detector, PhotoOptions.DEFAULT), wide))
        .isEqualTo(cut(new CropGeometry.Aligned(0, 160), 160));
    assertThat(PhotoAnalyzer.ofWholePictures(network, PhotoOptions.DEFAULT).warning()).isEmpty();
  }

  private List<RgbImage> seen(PhotoAnalyzer analyzer, RecordingNetwork network) {
    try (Picture picture = Picture.of(threeFaces().image())) {
      analyzer.analyze(picture);
    }
    return network.asked().get(0);
  }

  private List<RgbImage> cut(CropGeometry.Aligned geometry, int imageSize) {
    List<RgbImage> faces = new ArrayList<>();
    try (Picture picture = Picture.of(threeFaces().image())) {
      for (DetectedFace face : detector.detect(picture)) {
        try (Picture crop = new FaceCropper(geometry).crop(picture, face)) {
          faces.add(NetworkInput.resize(crop.toRgb(), imageSize, imageSize));
        }
      }
    }
    return faces;
  }

  @Test
  void aPhotographWithoutFacesIsNoErrorAndDoesNotBotherTheNetwork() throws Exception {
    Path file = new DrawnPhoto(50, 50).write(folder.resolve("none.png"));
    RecordingNetwork network = recording();
    PhotoAnalyzer analyzer = PhotoAnalyzer.of(network, detector, PhotoOptions.DEFAULT);
    assertThat(analyzer.analyze(file)).isEqualTo(new AnalysedPhoto(50, 50, List.of(), 0));
    assertThat(network.asked()).isEmpty();
  }

  @Test
  void facesOfALowScoreOrASmallSideDoNotCount() throws Exception {
    Path file = threeFaces().write(folder.resolve("three.png"));
    assertThat(boxes(PhotoOptions.DEFAULT.withMinScore(0.03), file)).containsExactly(LARGE, MIDDLE);
    assertThat(boxes(PhotoOptions.DEFAULT.withMinFaceSide(41), file)).containsExactly(LARGE);
  }

  private List<FaceBox> boxes(PhotoOptions options, Path file) throws Exception {
    AnalysedPhoto photo = PhotoAnalyzer.of(recording(), detector, options).analyze(file);
    assertThat(photo.leftOut()).isZero();
    return photo.faces().stream().map(AnalysedFace::box).toList();
  }

  @Test
  void facesBeyondTheGreatestNumberAreCounted() throws Exception {
    Path file = threeFaces().write(folder.resolve("three.png"));
    PhotoOptions one = PhotoOptions.DEFAULT.withMaxFaces(1);
    AnalysedPhoto photo = PhotoAnalyzer.of(recording(), detector, one).analyze(file);
    assertThat(photo.faces()).extracting(AnalysedFace::box).containsExactly(LARGE);
    assertThat(photo.leftOut()).isEqualTo(2);
  }

  @Test
  void whatIsNoPictureOrTooLargeIsRefused() throws Exception {
    PhotoOptions strict =
        PhotoOptions.DEFAULT.withLimits(PictureLimits.DEFAULT.withMaxPixels(79_999));
    PhotoAnalyzer analyzer = PhotoAnalyzer.of(recording(), detector, strict);
    Path file = threeFaces().write(folder.resolve("three.png"));
    assertThatThrownBy(() -> analyzer.analyze(file))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("400x200");
    assertThatThrownBy(() -> analyzer.analyze(new byte[] {1, 2, 3}))
        .isInstanceOf(UnreadablePictureException.class);
  }

  @Test
  void severalThreadsGetWhatOneGets() throws Exception {
    Path file = threeFaces().write(folder.resolve("three.png"));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FaceModel model = model()) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.of(model, detector, PhotoOptions.DEFAULT);
      AnalysedPhoto alone = analyzer.analyze(file);
      List<Future<AnalysedPhoto>> together = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        together.add(threads.submit(() -> analyzer.analyze(file)));
      }
      for (Future<AnalysedPhoto> one : together) {
        assertThat(one.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closingLeavesWhatTheCallerOpenedOpen() throws Exception {
    Path file = threeFaces().write(folder.resolve("three.png"));
    PhotoAnalyzer.of(recording(), detector, PhotoOptions.DEFAULT).close();
    assertThat(detector.isClosed()).isFalse();
    PhotoAnalyzer analyzer = PhotoAnalyzer.of(recording(), detector, PhotoOptions.DEFAULT);
    detector.close();
    assertThatThrownBy(() -> analyzer.analyze(file)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutAFetchedDetectorTheCascadesLookForFaces() throws Exception {
    Path file = new DrawnPhoto(200, 100).write(folder.resolve("none.png"));
    Path model = ColourModel.write(folder.resolve("m.onnx"));
    PhotoAnalyzer analyzer = PhotoAnalyzer.open(model, ModelCache.in(folder.resolve("cache")));
    assertThat(analyzer.detectorName()).isEqualTo("cascade");
    assertThat(analyzer.analyze(file).faces()).isEmpty();
    analyzer.close();
    assertThatThrownBy(() -> analyzer.analyze(file))
        .as("what the analyzer opened itself is closed with it")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theFetchedDetectorIsTakenAndFindsFaces() throws Exception {
    Path faces = shared("AGEGENDER_DATA", "data").resolve("fairface/val");
    ModelCache models = ModelCache.in(folder.resolve("cache"));
    Path detectorFile =
        shared("AGEGENDER_MODELS", "models")
            .resolve(models.entry(ModelCache.FACE_DETECTOR).fileName());
    assumeTrue(Files.isDirectory(faces), () -> "FairFace is not at " + faces);
    assumeTrue(Files.isRegularFile(detectorFile), () -> "there is no " + detectorFile);
    models.take(ModelCache.FACE_DETECTOR, detectorFile);
    Path model = ColourModel.write(folder.resolve("m.onnx"));
    try (PhotoAnalyzer analyzer = PhotoAnalyzer.open(model, models);
        Stream<Path> files = Files.list(faces)) {
      assertThat(analyzer.detectorName()).isEqualTo("yunet");
      for (Path face : files.sorted().limit(10).toList()) {
        assertThat(analyzer.analyze(face).faces())
            .isNotEmpty()
            .allSatisfy(found -> assertThat(found.landmarks()).isPresent());
      }
    }
  }

  private static Path shared(String variable, String usual) {
    return Path.of(System.getenv().getOrDefault(variable, "../../shared/" + usual));
  }

  @Test
  void optionsOutOfTheirRangeAreRefused() {
    PhotoOptions options = PhotoOptions.DEFAULT;
    assertThatThrownBy(() -> options.withDecoders(0)).hasMessageContaining("decoders");
    assertThatThrownBy(() -> options.withMinScore(1.1)).hasMessageContaining("0..1, found 1.1");
    assertThatThrownBy(() -> options.withMinScore(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> options.withMinFaceSide(0)).hasMessageContaining("minFaceSide");
    assertThatThrownBy(() -> options.withMaxFaces(0)).hasMessageContaining("maxFaces");
    assertThat(options.minScore()).isZero();
    assertThat(options.minFaceSide()).isEqualTo(1);
    assertThat(options.maxFaces()).isEqualTo(1000);
    assertThat(options.limits()).isEqualTo(PictureLimits.DEFAULT);
  }
}
