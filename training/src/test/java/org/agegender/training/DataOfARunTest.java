package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.CropGeometry;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Progress;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.checkpoint.DataOrigin;
import org.agegender.training.checkpoint.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run and its model say of the set that was trained on. */
class DataOfARunTest {

  private static final CropGeometry GEOMETRY = new CropGeometry.Aligned(0.25, 20);

  @TempDir Path folder;
  private Path data;
  private RunFolder run;

  @BeforeEach
  void train() throws IOException {
    data = ColouredFaces.write(folder.resolve("set"), 24, 20);
    describe(GEOMETRY);
    TrainingConfig config = RunFixture.config(data, "epochs", "1");
    RunFixture.train(folder.resolve("run"), config);
    run = RunFolder.open(folder.resolve("run"));
  }

  @Test
  void theModelTellsItAlsoWhenTheSetIsGone() throws Exception {
    ModelMetadata.TrainingData told =
        new ModelMetadata.TrainingData("people", "between friends", PreparedSet.open(data).hash());
    assertThat(exported().data()).isEqualTo(told);
    Files.move(data, folder.resolve("elsewhere"));
    assertThat(exported().data()).isEqualTo(told);
    assertThat(exported().cropGeometry()).isEqualTo(GEOMETRY);
  }

  @Test
  void aCheckpointOfAnEarlierVersionLeavesItToTheSet() throws Exception {
    Checkpoint best = Checkpoint.read(run.best());
    new Checkpoint(
            best.network(),
            best.imageSize(),
            best.ageCoding(),
            new DataOrigin(best.data().hash(), Optional.empty()),
            best.position(),
            best.metrics(),
            best.state())
        .write(run.best());
    assertThat(SafeTensors.read(run.best()).metadata()).doesNotContainKey("crop_geometry");
    assertThat(exported().data().name()).isEqualTo("people");
    assertThat(exported().cropGeometry()).isEqualTo(GEOMETRY);
    Files.move(data, folder.resolve("elsewhere"));
    assertThat(exported().data())
        .isEqualTo(new ModelMetadata.TrainingData("", "", best.data().hash()));
    assertThat(exported().cropGeometry()).isEqualTo(CropGeometry.WHOLE);
  }

  @Test
  void aRunDoesNotGoOnWithASetThatWasCutOutOtherwise() throws IOException {
    describe(new CropGeometry.Aligned(0.5, 20));
    TrainingConfig config = RunFixture.config(data, "epochs", "2");
    Trainer trainer =
        Trainer.of(run, config, new RunFixture.Listener(), Progress.silent(), new StopSignal());
    assertThatThrownBy(trainer::resume)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the prepared set is not the one the run began with");
  }

  @Test
  void aGeometryOfALaterVersionIsRefusedByTheNameOfTheFile() throws IOException {
    SafeTensors content = SafeTensors.read(run.best());
    content.metadata().put("crop_geometry", "aligned=ten-point");
    content.write(run.best());
    assertThatThrownBy(() -> Checkpoint.read(run.best()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(run.best() + ": ")
        .hasMessageContaining("ten-point");
  }

  @Test
  void aRunThatFailedAsItBeganBeginsAgainUnasked() throws IOException {
    Path failed = folder.resolve("failed");
    RunFolder.create(failed, RunFixture.config(data), false);
    RunFolder again = RunFolder.create(failed, RunFixture.config(data, "seed", "5"), false);
    assertThat(again.config()).content().contains("seed: 5");
    Files.writeString(failed.resolve("events.out.tfevents.1.host"), "steps");
    assertThatThrownBy(() -> RunFolder.create(failed, RunFixture.config(data), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds a training run already");
  }

  private ModelMetadata exported() throws IOException, OrtException {
    Path file = folder.resolve("model.onnx");
    ModelExport.of(run, false).write(file);
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      return ModelMetadata.ofProperties(session.getMetadata().getCustomMetadata());
    }
  }

  private void describe(CropGeometry geometry) throws IOException {
    SetDescription description =
        new SetDescription(
            SetDescription.FORMAT,
            "test",
            "people",
            "between friends",
            "in",
            "",
            new SetDescription.Options(20, 95, 1000, List.of(0.6, 0.2, 0.2), 0, 1, false),
            new Alignment(geometry.text(), 0.25, "yunet", "ab", "reject"),
            "00",
            new SetDescription.Counts(40, 24, 8, 8, 0, Map.of(), Map.of("landmarks", 40)),
            new SetDescription.Split("content", 40, 1, "age decade and gender"));
    Files.writeString(data.resolve(SetDescription.FILE_NAME), description.toJson());
  }
}
