package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.batch.Batch;
import org.agegender.dataset.batch.BatchLoader;
import org.agegender.dataset.batch.BatchOptions;
import org.agegender.dataset.batch.Epoch;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.agegender.dataset.prepare.Preparation;
import org.agegender.dataset.prepare.PrepareOptions;
import org.agegender.dataset.prepare.SplitShares;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.ImdbWikiSource;
import org.agegender.dataset.source.UtkFaceSource;
import org.agegender.inference.FaceModel;
import org.agegender.training.EpochMetrics;
import org.agegender.training.LossConfig;
import org.agegender.training.ModelExport;
import org.agegender.training.RunFolder;
import org.agegender.training.StopSignal;
import org.agegender.training.Trainer;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.TrainingListener;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.torch.TrainingEngine;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 5: the trainer and the exported model in ONNX Runtime give the same prediction for the
 * same picture file, resizing and normalising included.
 */
class TrainingServingAgreementTest {

  private static final int FACES = 200;
  private static final double YEARS = 1e-3;
  private static final double PROBABILITY = 1e-4;

  @TempDir Path folder;

  @Test
  void tutorialAgreesOnDrawnFacesWithEveryAgeLoss() throws IOException {
    Path drawn = folder.resolve("drawn");
    DrawnFaces.write(drawn, new DrawnFacesOptions(100, 3, 72, 1), Progress.silent());
    FaceSource source =
        ImdbWikiSource.wiki(drawn.resolve("wiki"), drawn.resolve("wiki/wiki.mat"), 1);
    Path set = prepare(source, drawn.resolve("wiki"));
    for (String loss : LossConfig.names().split(", ", -1)) {
      agrees(set, "tutorial", 32, loss);
    }
  }

  @Test
  void tutorialAndResNet18AgreeOnUtkFace() throws IOException {
    Path published =
        Path.of(System.getenv().getOrDefault("AGEGENDER_DATA", "../../shared/data"))
            .resolve("utkface");
    Assumptions.assumeTrue(Files.isDirectory(published), "UTKFace is not at " + published);
    Path some = Files.createDirectory(folder.resolve("some"));
    try (Stream<Path> files = Files.list(published)) {
      List<Path> sorted = files.sorted().toList();
      for (int i = 0; i < sorted.size(); i += sorted.size() / 300) {
        Files.copy(sorted.get(i), some.resolve(sorted.get(i).getFileName().toString()));
      }
    }
    Path set = prepare(UtkFaceSource.of(some, false), some);
    agrees(set, "tutorial", 64, "cross-entropy");
    agrees(set, "resnet18", 96, "cross-entropy");
  }

  private Path prepare(FaceSource source, Path input) throws IOException {
    Path set = folder.resolve("set");
    PrepareOptions options =
        PrepareOptions.builder(input, set)
            .imageSize(128)
            .split(new SplitShares(0.2, 0.05, 0.75))
            .workers(2)
            .build();
    Preparation.run(source, options, Progress.silent());
    return set;
  }

  private void agrees(Path set, String network, int imageSize, String loss) throws IOException {
    RunFolder run = train(set, network, imageSize, loss);
    PreparedSet prepared = PreparedSet.open(set);
    List<LabelledFace> faces = prepared.records(Subset.TEST);
    assertThat(faces).hasSizeGreaterThanOrEqualTo(FACES);
    List<Prediction> trained = trained(run, prepared);
    List<Prediction> served = served(run, prepared, faces);
    assertThat(trained.stream().map(p -> Math.round(100 * p.years())).distinct().count())
        .as("predicted ages that differ by more than the tolerance, or this shows nothing")
        .isGreaterThan(20);
    for (int i = 0; i < faces.size(); i++) {
      String file = faces.get(i).filename();
      Prediction one = trained.get(i);
      Prediction other = served.get(i);
      assertThat(other.years()).as(file).isCloseTo(one.years(), within(YEARS));
      assertThat(other.maleProbability())
          .as(file)
          .isCloseTo(one.maleProbability(), within(PROBABILITY));
      for (int years = 0; years <= Age.MAX; years++) {
        Age age = new Age(years);
        assertThat((double) other.age().probability(age))
            .as("%s, age %d", file, years)
            .isCloseTo(one.age().probability(age), within(PROBABILITY));
      }
    }
  }

  private RunFolder train(Path set, String network, int imageSize, String loss) throws IOException {
    TrainingConfig config =
        TrainingConfigReader.read(
                null,
                Map.of(
                    "data",
                    set.toString(),
                    "network",
                    network,
                    "loss.age",
                    loss,
                    "image-size",
                    Integer.toString(imageSize),
                    "batch-size",
                    "16",
                    "epochs",
                    "3",
                    "threads",
                    "1",
                    "optimiser.learning-rate",
                    "0.001"))
            .resolved();
    RunFolder run = RunFolder.create(folder.resolve(network + "-" + loss), config, false);
    Trainer.of(run, config, new Silent(), Progress.silent(), new StopSignal()).train();
    ModelExport.of(run, false).write(run.model());
    return run;
  }

  private static List<Prediction> trained(RunFolder run, PreparedSet set) throws IOException {
    TrainingConfig config = TrainingConfigReader.read(run.config(), Map.of());
    Checkpoint best = Checkpoint.read(run.best());
    List<Prediction> predictions = new ArrayList<>();
    BatchOptions options = BatchOptions.evaluation(32, config.imageSize()).build();
    try (TrainingEngine engine =
            TrainingEngine.create(best.architecture(), best.state().weights(), config.engine());
        BatchLoader loader = BatchLoader.open(set, Subset.TEST, PictureLimits.DEFAULT, options);
        Epoch epoch = loader.epoch(0, 0)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          predictions.addAll(
              engine.evaluate(batch.pixels(), batch.ages(), batch.genders()).predictions());
        }
      }
    }
    return predictions;
  }

  private static List<Prediction> served(RunFolder run, PreparedSet set, List<LabelledFace> faces)
      throws IOException {
    PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);
    List<RgbImage> pictures = new ArrayList<>();
    for (LabelledFace face : faces) {
      try (Picture picture = decoder.decode(set.picture(face))) {
        pictures.add(picture.toRgb());
      }
    }
    try (FaceModel model = FaceModel.open(run.path())) {
      return model.predict(pictures);
    }
  }

  private static final class Silent implements TrainingListener {
    @Override
    public void note(String line) {}

    @Override
    public void epochEnded(EpochMetrics metrics) {}
  }
}
