package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.CropGeometry;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.prepare.AlignOptions;
import org.agegender.dataset.prepare.NoFace;
import org.agegender.dataset.prepare.Preparation;
import org.agegender.dataset.prepare.PrepareOptions;
import org.agegender.dataset.prepare.SplitShares;
import org.agegender.dataset.source.CsvSource;
import org.agegender.inference.AnalysedPhoto;
import org.agegender.inference.ColourModel;
import org.agegender.inference.DrawnPhoto;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.training.EpochMetrics;
import org.agegender.training.ModelExport;
import org.agegender.training.RunFolder;
import org.agegender.training.StopSignal;
import org.agegender.training.Trainer;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.TrainingListener;
import org.agegender.vision.FaceCropper;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.detect.YuNetDetector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 5 from the photograph on: the prediction for a photograph is that of evaluation for the
 * prepared crop of the same photograph.
 *
 * <p>Both find the same face and cut out the same pixels. These go through the network at once in
 * one case, and through a JPEG file of quality 95 in the other; nothing else differs, which the
 * tests show by making the prepared file, byte for byte, from the analyser's own parts. The bounds
 * of the predictions are therefore what JPEG's rounding of frequencies and colours does: some
 * levels of 255 in a pixel, most of which resizing to the network's input averages out.
 */
final class PhotographAgreementTest {

  private static final int QUALITY = 95;

  private final PictureDecoder decoder = new PictureDecoder();

  @TempDir private Path folder;
  private Path photographs;

  /** Differences of years and of probability, one for each face. */
  private record Differences(double[] years, double[] probability) {

    static double mean(double[] values) {
      return Arrays.stream(values).average().orElseThrow();
    }

    static double most(double[] values) {
      return Arrays.stream(values).max().orElseThrow();
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    photographs = Files.createDirectory(folder.resolve("photographs"));
  }

  @Test
  void drawnFacesAreJudgedAlikeInTheirPhotographAndPrepared() throws Exception {
    StringBuilder labels = new StringBuilder("filename,age,gender,identity\n");
    for (int i = 0; i < 30; i++) {
      Gender gender = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      new DrawnPhoto(240, 220)
          .with(new FaceBox(50 + i, 60, 60 + i, 70), 3 * i, gender)
          .write(photographs.resolve(i + ".png"));
      labels.append("%d.png,%d,%d,%d.png\n".formatted(i, 3 * i, gender.code(), i));
    }
    CropGeometry.Aligned geometry = new CropGeometry.Aligned(0.1, 64);
    Path file = ColourModel.write(folder.resolve("colour.onnx"), geometry);
    try (FaceDetector detector = new DrawnPhoto.Detector();
        FaceModel model = FaceModel.open(file)) {
      PreparedSet set = prepare(labels.toString(), detector, geometry);
      Differences found = compare(set, model, detector);
      assertThat(found.years()).hasSize(30);
      // A level of red is 0.4 years.
      assertThat(Differences.most(found.years())).isLessThan(1.2);
      assertThat(Differences.most(found.probability())).isLessThan(1e-3);
    }
  }

  @Test
  void facesOfFairFaceAreJudgedAlikeInTheirPhotographAndPrepared() throws Exception {
    Path published = shared("AGEGENDER_DATA", "data").resolve("fairface/val");
    Path yunet = shared("AGEGENDER_MODELS", "models").resolve("face_detection_yunet_2026may.onnx");
    assumeTrue(Files.isDirectory(published), () -> "FairFace is not at " + published);
    assumeTrue(Files.isRegularFile(yunet), () -> "the face detector is not at " + yunet);
    CropGeometry.Aligned geometry = new CropGeometry.Aligned(0.25, 96);
    try (FaceDetector detector = YuNetDetector.open(yunet)) {
      PreparedSet set = prepare(copyLabelled(published, 150), detector, geometry);
      RunFolder run = train(set);
      try (FaceModel model = FaceModel.open(run.path())) {
        assertThat(model.metadata().cropGeometry()).isEqualTo(geometry);
        Differences found = compare(set, model, detector);
        assertThat(found.years()).hasSizeGreaterThan(100);
        // Found: 0.05 and 0.4 years, 0.002 and 0.04.
        assertThat(Differences.mean(found.years())).isLessThan(0.15);
        assertThat(Differences.most(found.years())).isLessThan(1);
        assertThat(Differences.mean(found.probability())).isLessThan(0.01);
        assertThat(Differences.most(found.probability())).isLessThan(0.1);
      }
    }
  }

  private static Path shared(String variable, String usual) {
    return Path.of(System.getenv().getOrDefault(variable, "../../shared/" + usual));
  }

  /**
   * Some pictures with labels made up from what they look like, so that a network has something to
   * learn and its predictions differ.
   */
  private String copyLabelled(Path published, int count) throws IOException {
    StringBuilder labels = new StringBuilder("filename,age,gender,identity\n");
    try (Stream<Path> files = Files.list(published)) {
      for (Path file : files.sorted().limit(count).toList()) {
        String name = file.getFileName().toString();
        Files.copy(file, photographs.resolve(name));
        try (Picture picture = decoder.decode(file);
            Picture small = picture.resize(2, 2)) {
          byte[] pixels = small.toRgb().pixels();
          int brightness = ((pixels[0] & 0xff) + (pixels[10] & 0xff)) / 6;
          int gender = (pixels[3] & 0xff) > 110 ? 1 : 0;
          labels.append("%s,%d,%d,%s\n".formatted(name, brightness, gender, name));
        }
      }
    }
    return labels.toString();
  }

  private PreparedSet prepare(String labels, FaceDetector detector, CropGeometry.Aligned geometry)
      throws Exception {
    Path csv = Files.writeString(folder.resolve("labels.csv"), labels);
    Path output = folder.resolve("set");
    PrepareOptions options =
        PrepareOptions.builder(photographs, output)
            .imageSize(geometry.side())
            .jpegQuality(QUALITY)
            .split(new SplitShares(0.8, 0.1, 0.1))
            .align(new AlignOptions(detector, geometry.margin(), NoFace.REJECT))
            .build();
    Preparation.run(CsvSource.of(photographs, Optional.of(csv), false), options, Progress.silent());
    return PreparedSet.open(output);
  }

  private Differences compare(PreparedSet set, FaceModel model, FaceDetector detector)
      throws IOException {
    PhotoAnalyzer photographed = PhotoAnalyzer.of(model, detector, PhotoOptions.DEFAULT);
    PhotoAnalyzer prepared = PhotoAnalyzer.ofWholePictures(model, PhotoOptions.DEFAULT);
    assertThat(photographed.warning()).isEmpty();
    FaceCropper cropper = new FaceCropper((CropGeometry.Aligned) model.metadata().cropGeometry());
    Map<String, double[]> differences = new TreeMap<>();
    TreeMap<Long, Integer> ages = new TreeMap<>();
    for (Subset subset : Subset.values()) {
      for (LabelledFace face : set.records(subset)) {
        Path photograph = photographs.resolve(face.identity());
        AnalysedPhoto found = photographed.analyze(photograph);
        if (found.faces().size() != 1) {
          continue; // Which of them is the labelled one is not the matter here.
        }
        assertThat(Files.readAllBytes(set.picture(face)))
            .isEqualTo(crop(photograph, detector, cropper));
        Prediction one = found.faces().get(0).prediction();
        Prediction other = prepared.analyze(set.picture(face)).faces().get(0).prediction();
        ages.merge(Math.round(one.years()), 1, Integer::sum);
        differences.put(
            face.identity(),
            new double[] {
              Math.abs(one.years() - other.years()),
              Math.abs(one.maleProbability() - other.maleProbability())
            });
      }
    }
    assertThat(ages).as("predictions that differ, or this shows nothing").hasSizeGreaterThan(8);
    return new Differences(
        differences.values().stream().mapToDouble(pair -> pair[0]).toArray(),
        differences.values().stream().mapToDouble(pair -> pair[1]).toArray());
  }

  private byte[] crop(Path photograph, FaceDetector detector, FaceCropper cropper)
      throws IOException {
    try (Picture picture = decoder.decode(photograph);
        Picture crop = cropper.crop(picture, detector.detect(picture).get(0))) {
      return crop.toJpeg(QUALITY);
    }
  }

  private RunFolder train(PreparedSet set) throws IOException {
    TrainingConfig config =
        TrainingConfigReader.read(
                null,
                Map.of(
                    "data", set.folder().toString(),
                    "network", "resnet18",
                    "image-size", "48",
                    "batch-size", "16",
                    "epochs", "8",
                    "threads", "1",
                    "optimiser.learning-rate", "0.001"))
            .resolved();
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    Trainer.of(run, config, new Silent(), Progress.silent(), new StopSignal()).train();
    ModelExport.of(run, false).write(run.model());
    return run;
  }

  private static final class Silent implements TrainingListener {
    @Override
    public void note(String line) {}

    @Override
    public void epochEnded(EpochMetrics metrics) {}
  }
}
