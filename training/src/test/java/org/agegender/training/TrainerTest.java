package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.metrics.Figure;
import org.agegender.training.checkpoint.Checkpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void writeSet() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 48, 20);
  }

  @Test
  void learnsWhatThePicturesShow() throws IOException {
    TrainingConfig config =
        RunFixture.config(
            data, "epochs", "12", "augmentation.brightness", "0", "augmentation.contrast", "0");
    List<EpochMetrics> epochs = RunFixture.train(folder.resolve("run"), config).epochs;
    assertThat(epochs).hasSize(12);
    EpochMetrics first = epochs.get(0);
    EpochMetrics last = epochs.get(11);
    assertThat(last.training().age()).isLessThan(first.training().age());
    assertThat(last.training().gender()).isLessThan(0.5 * first.training().gender());
    assertThat(last.figures().value(Figure.GENDER_ACCURACY)).isGreaterThan(0.9);
    assertThat(last.figures().faces()).isEqualTo(16);
  }

  @Test
  void writesARowForEachEpochBothCheckpointsAndEvents() throws IOException {
    Path run = folder.resolve("run");
    RunFixture.train(run, RunFixture.config(data));
    List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("epoch,step,learning_rate,train_loss,");
    assertThat(rows.get(1)).startsWith("1,6,0.001,");
    assertThat(rows.get(2)).startsWith("2,12,0.001,");
    Checkpoint last = Checkpoint.read(run.resolve("checkpoints/last.safetensors"));
    assertThat(last.position().step()).isEqualTo(12);
    assertThat(last.position().epoch()).isEqualTo(2);
    Checkpoint best = Checkpoint.read(run.resolve("checkpoints/best.safetensors"));
    assertThat(best.state().firstMoments()).isEmpty();
    assertThat(best.metrics()).containsKey("val_age_mae");
    try (var files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("events.out.tfevents."));
    }
  }

  @Test
  void aStoppedAndResumedRunEndsWithTheSameWeightsAndMetrics() throws IOException {
    TrainingConfig config =
        RunFixture.config(
            data, "epochs", "3", "schedule.name", "cosine", "optimiser.name", "adamw");
    assertSameIfStoppedTwice(config);
  }

  @Test
  void aStoppedRunWithEverythingOnEndsWithTheSameWeightsAndMetrics() throws IOException {
    TrainingConfig config =
        RunFixture.config(
            data,
            "epochs",
            "3",
            "threads",
            "2",
            "optimiser.weight-decay",
            "0.1",
            "optimiser.clip-norm",
            "1",
            "optimiser.backbone-factor",
            "0.3",
            "optimiser.freeze-backbone-steps",
            "5",
            "average.decay",
            "0.9",
            "mixup",
            "0.4",
            "balance",
            "uniform",
            "augmentation.quality.jpeg",
            "0.7");
    assertSameIfStoppedTwice(config);
    RunFolder run = RunFolder.open(folder.resolve("whole"));
    Checkpoint best = Checkpoint.read(run.best());
    Checkpoint last = Checkpoint.read(run.last());
    assertThat(last.state().averages().keySet()).isEqualTo(last.state().weights().keySet());
    assertThat(best.state().averages()).isEmpty();
  }

  @Test
  void theBestCheckpointHoldsTheAverages() throws IOException {
    TrainingConfig config = RunFixture.config(data, "epochs", "1", "average.decay", "0.9");
    RunFixture.train(folder.resolve("run"), config);
    RunFolder run = RunFolder.open(folder.resolve("run"));
    Checkpoint last = Checkpoint.read(run.last());
    assertThat(Checkpoint.read(run.best()).state().weights())
        .isEqualTo(last.state().averages())
        .isNotEqualTo(last.state().weights());
  }

  /** In the middle of the first epoch and of the second. */
  private void assertSameIfStoppedTwice(TrainingConfig config) throws IOException {
    RunFixture.train(folder.resolve("whole"), config);

    Path stopped = folder.resolve("stopped");
    RunFolder run = RunFolder.create(stopped, config, false);
    RunFixture.Listener listener = new RunFixture.Listener();
    for (int batches : new int[] {3, 5}) {
      StopSignal stop = new StopSignal();
      Trainer trainer =
          Trainer.of(run, config, listener, RunFixture.stopAfter(batches, stop), stop);
      TrainingResult result = batches == 3 ? trainer.train() : trainer.resume();
      assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED);
    }
    TrainingResult end =
        Trainer.of(run, config, listener, Progress.silent(), new StopSignal()).resume();

    assertThat(end.end()).isEqualTo(TrainingResult.End.FINISHED);
    assertThat(listener.notes)
        .contains("going on from step 3 in epoch 1", "going on from step 8 in epoch 2");
    assertThat(run.last())
        .hasSameBinaryContentAs(folder.resolve("whole/checkpoints/last.safetensors"));
    assertThat(run.best())
        .hasSameBinaryContentAs(folder.resolve("whole/checkpoints/best.safetensors"));
    assertThat(losses(stopped)).isEqualTo(losses(folder.resolve("whole")));
  }

  @Test
  void anotherNumberOfWorkersAndNoCacheGiveTheSameWeights() throws IOException {
    RunFixture.train(folder.resolve("one"), RunFixture.config(data));
    RunFixture.train(
        folder.resolve("two"), RunFixture.config(data, "workers", "3", "cache-mib", "0"));
    assertThat(folder.resolve("one/checkpoints/last.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("two/checkpoints/last.safetensors"));
  }

  @Test
  void theBestEpochIsChosenByWhatIsAskedFor() throws IOException {
    TrainingConfig config =
        RunFixture.config(data, "epochs", "5", "best-by", "val_gender_accuracy");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    RunFixture.Listener listener = new RunFixture.Listener();
    TrainingResult result =
        Trainer.of(run, config, listener, Progress.silent(), new StopSignal()).train();

    List<Double> accuracies =
        listener.epochs.stream()
            .map(epoch -> epoch.figures().value(Figure.GENDER_ACCURACY))
            .toList();
    double most = accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertThat(result.bestValue()).isEqualTo(most);
    assertThat(result.bestEpoch()).isEqualTo(accuracies.indexOf(most) + 1);
    Checkpoint best = Checkpoint.read(run.best());
    assertThat(best.metrics()).containsEntry("val_gender_accuracy", most);
    assertThat(best.position().epoch()).isEqualTo(result.bestEpoch());
    assertThat(listener.epochs.get(result.bestEpoch() - 1).best()).isTrue();
  }

  @Test
  void stopsWhenTheValidationErrorNoLongerFalls() throws IOException {
    TrainingConfig config =
        RunFixture.config(data, "epochs", "50", "patience", "2", "optimiser.learning-rate", "1e-9");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    RunFixture.Listener listener = new RunFixture.Listener();
    TrainingResult result =
        Trainer.of(run, config, listener, Progress.silent(), new StopSignal()).train();
    assertThat(result.end()).isEqualTo(TrainingResult.End.OUT_OF_PATIENCE);
    assertThat(result.epochs()).isEqualTo(result.bestEpoch() + 2).isLessThan(50);
  }

  @Test
  void aLongerRunGoesOnAndItsConfigurationSaysSo() throws IOException {
    Path run = folder.resolve("run");
    RunFixture.train(run, RunFixture.config(data, "epochs", "1"));
    RunFixture.resume(run, RunFixture.config(data, "epochs", "2"));
    assertThat(Files.readAllLines(run.resolve("metrics.csv"))).hasSize(3);
    assertThat(run.resolve("config.yaml")).content().contains("epochs: 2\n");
  }

  @Test
  void stepsEndARunInTheMiddleOfAnEpoch() throws IOException {
    TrainingConfig config = RunFixture.config(data, "steps", "8");
    RunFixture.Listener listener = new RunFixture.Listener();
    Map<String, Long> facesAhead = new HashMap<>();
    Progress progress =
        (title, faces, before) -> {
          facesAhead.put(title, faces);
          return Progress.silent().start(title, faces, before);
        };
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);

    Trainer.of(run, config, listener, progress, new StopSignal()).train();

    assertThat(listener.epochs).extracting(EpochMetrics::step).containsExactly(6L, 8L);
    assertThat(facesAhead).containsEntry("epoch 1/2", 48L).containsEntry("epoch 2/2", 16L);
  }

  @Test
  void aRunWhoseStepsBecameFewerEndsTheEpochItIsIn() throws IOException {
    TrainingConfig config = RunFixture.config(data);
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    StopSignal stop = new StopSignal();
    Trainer.of(run, config, new RunFixture.Listener(), RunFixture.stopAfter(3, stop), stop).train();
    TrainingConfig fewer = RunFixture.config(data, "steps", "2");
    RunFixture.Listener listener = new RunFixture.Listener();

    TrainingResult result =
        Trainer.of(run, fewer, listener, Progress.silent(), new StopSignal()).resume();

    assertThat(result.end()).isEqualTo(TrainingResult.End.FINISHED);
    assertThat(result.bestEpoch()).isEqualTo(1);
    assertThat(listener.epochs).extracting(EpochMetrics::step).containsExactly(3L);
    assertThat(listener.epochs.get(0).imagesPerSecond()).isZero();
    ModelExport.of(run, KeptEpoch.LAST, false).write(run.model());
    assertThat(run.model()).isNotEmptyFile();
  }

  @Test
  void refusesToResumeWithOtherSettingsOrAnotherSet() throws IOException {
    TrainingConfig config = RunFixture.config(data);
    Path folderOfRun = folder.resolve("run");
    RunFixture.train(folderOfRun, config);
    assertThatThrownBy(
            () -> RunFixture.resume(folderOfRun, RunFixture.config(data, "batch-size", "4")))
        .hasMessageContaining("batch-size was 8 and is now 4");
    Path other = ColouredFaces.write(folder.resolve("other"), 24, 20);
    assertThatThrownBy(() -> RunFixture.resume(folderOfRun, RunFixture.config(other)))
        .hasMessageContaining("the prepared set is not the one the run began with");
  }

  @Test
  void refusesTheCheckpointOfAnotherNetwork() throws IOException {
    RunFixture.train(folder.resolve("small"), RunFixture.config(data, "epochs", "1"));
    TrainingConfig larger = RunFixture.config(data, "image-size", "24");
    RunFolder run = RunFolder.create(folder.resolve("large"), larger, false);
    Files.copy(folder.resolve("small/checkpoints/last.safetensors"), run.last());
    assertThatThrownBy(() -> RunFixture.resume(run.path(), larger))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "is of tutorial at 16 pixels with ages as classes, the run is one of tutorial at 24");
  }

  @Test
  void refusesTheCheckpointOfAnotherAgeHead() throws IOException {
    TrainingConfig ranks = RunFixture.config(data, "epochs", "1", "loss.age", "ordinal");
    RunFixture.train(folder.resolve("ranks"), ranks);
    TrainingConfig classes = RunFixture.config(data, "epochs", "1");
    RunFolder run = RunFolder.create(folder.resolve("classes"), classes, false);
    Files.copy(folder.resolve("ranks/checkpoints/last.safetensors"), run.last());
    assertThatThrownBy(() -> RunFixture.resume(run.path(), classes))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("with ages as ranks, the run is one of")
        .hasMessageContaining("with ages as classes; resume the run it was made by");
    Files.copy(folder.resolve("ranks/checkpoints/best.safetensors"), run.best());
    assertThatThrownBy(() -> ModelExport.of(run, false).write(run.model()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("with ages as ranks, the run's config.yaml names");
    assertThatThrownBy(() -> RunFixture.resume(folder.resolve("ranks"), classes))
        .hasMessageContaining("loss was")
        .hasMessageContaining("begin a new run to change them");
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    TrainingConfig config = RunFixture.config(data);
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> RunFolder.create(folder, config, true))
        .hasMessageContaining("holds files that are no training run");
    assertThat(folder.resolve("thesis.txt")).hasContent("mine");
  }

  @Test
  void replacesAnEarlierRunOnlyWhenAskedAndKeepsForeignFiles() throws IOException {
    TrainingConfig config = RunFixture.config(data, "epochs", "1");
    Path run = folder.resolve("run");
    RunFixture.train(run, config);
    Files.writeString(run.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> RunFolder.create(run, config, false))
        .hasMessageContaining("go on with --resume, replace it with --overwrite");
    RunFolder.create(run, config, true);
    assertThat(run.resolve("metrics.csv")).doesNotExist();
    assertThat(run.resolve("checkpoints/last.safetensors")).doesNotExist();
    assertThat(run.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void letsNoSecondTrainerIntoARun() throws IOException {
    TrainingConfig config = RunFixture.config(data, "epochs", "1");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    List<String> refusals = new ArrayList<>();
    TrainingListener intruder =
        new TrainingListener() {
          @Override
          public void note(String line) {}

          @Override
          public void epochEnded(EpochMetrics metrics) {
            refusals.add(RunFixture.refused(() -> RunFolder.create(run.path(), config, true)));
            refusals.add(RunFixture.refused(() -> RunFixture.train(run.path(), config)));
            refusals.add(RunFixture.refused(() -> RunFixture.resume(run.path(), config)));
          }
        };

    Trainer.of(run, config, intruder, Progress.silent(), new StopSignal()).train();

    String inUse = run.path() + ": another train is writing into this run; wait for it or stop it";
    assertThat(refusals).hasSize(3);
    assertThat(refusals.get(0)).isEqualTo(inUse);
    assertThat(refusals.get(1)).contains("holds a training run already");
    assertThat(refusals.get(2)).isEqualTo(inUse);
    assertThat(run.metrics()).content().hasLineCount(2);
    RunFixture.resume(run.path(), config);
  }

  @Test
  void theConfigurationOfARunIsThatOfItsTrainer() throws IOException {
    TrainingConfig config = RunFixture.config(data, "epochs", "1");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    RunFolder.create(run.path(), RunFixture.config(data, "epochs", "1", "seed", "5"), false);

    Trainer.of(run, config, new RunFixture.Listener(), Progress.silent(), new StopSignal()).train();

    assertThat(run.config()).hasContent(TrainingConfigReader.write(config));
  }

  @Test
  void aRunThatAnotherTrainerBeganMeanwhileStaysAsItIs() throws IOException {
    TrainingConfig config = RunFixture.config(data, "epochs", "1");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    TrainingConfig other = RunFixture.config(data, "epochs", "1", "seed", "5");
    RunFixture.train(run.path(), other);
    Trainer late =
        Trainer.of(run, config, new RunFixture.Listener(), Progress.silent(), new StopSignal());
    assertThat(RunFixture.refused(late::train)).contains("holds a training run already");
    assertThat(run.config()).hasContent(TrainingConfigReader.write(other));
  }

  @Test
  void beginsWithTheWeightsOfAFile() throws IOException {
    RunFixture.train(folder.resolve("first"), RunFixture.config(data, "epochs", "1"));
    Path best = folder.resolve("first/checkpoints/best.safetensors");
    RunFixture.Listener listener =
        RunFixture.train(
            folder.resolve("second"),
            RunFixture.config(data, "epochs", "1", "init", best.toString()));
    assertThat(listener.notes).contains("16 of 16 weights from " + best);
    assertThatThrownBy(
            () ->
                RunFixture.train(
                    folder.resolve("third"),
                    RunFixture.config(
                        data, "network", "resnet18", "image-size", "32", "init", best.toString())))
        .hasMessageContaining("at least half of the 104 weights of resnet18");
  }

  /** The columns that do not measure time. */
  private static List<List<String>> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> List.of(line.split(",")).subList(0, 14))
        .toList();
  }
}
