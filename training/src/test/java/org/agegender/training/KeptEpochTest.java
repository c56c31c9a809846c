package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptEpochTest {

  @TempDir Path folder;
  private TrainingConfig config;

  @BeforeEach
  void writeSet() throws IOException {
    Path data = ColouredFaces.write(folder.resolve("set"), 48, 20);
    config =
        RunFixture.config(data, "average.decay", "0.9", "best-by", "val_age_exact", "epochs", "2");
  }

  @Test
  void theLastEpochIsThatOfTheAverages() throws IOException {
    RunFixture.train(folder.resolve("run"), config);
    RunFolder run = RunFolder.open(folder.resolve("run"));
    Checkpoint last = Checkpoint.read(run.last());
    assertThat(last.state().predictingWeights()).isNotEqualTo(last.state().weights());
    Files.writeString(run.best(), "the best epoch is not looked at");
    byte[] model = exported(run, KeptEpoch.LAST);

    last.weightsOnly().write(run.best());
    assertThat(exported(run, KeptEpoch.BEST)).isEqualTo(model);
  }

  @Test
  void aRunThatStoppedWithinAnEpochHasNoLastOne() throws IOException {
    StopSignal stop = new StopSignal();
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    Trainer.of(run, config, new RunFixture.Listener(), RunFixture.stopAfter(8, stop), stop).train();
    assertThat(exported(run, KeptEpoch.BEST)).isNotEmpty();
    assertThatThrownBy(() -> exported(run, KeptEpoch.LAST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("stands within epoch 2; go on with train --resume");
  }

  private byte[] exported(RunFolder run, KeptEpoch which) throws IOException {
    Path file = folder.resolve("model.onnx");
    ModelExport.of(run, which, false).write(file);
    return Files.readAllBytes(file);
  }
}
