package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agegender.core.Progress;
import org.agegender.training.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

  private static final long LONG_ENOUGH_SECONDS = 240;
  private static final int STEPS = 24;

  @TempDir Path folder;

  @Test
  @Timeout(value = 2 * LONG_ENOUGH_SECONDS, unit = TimeUnit.SECONDS)
  void aRunKilledInTheMiddleOfAnEpochEndsWithTheSameWeights() throws Exception {
    Path data = ColouredFaces.write(folder.resolve("set"), 96, 20);
    TrainingConfig config =
        RunFixture.config(
            data,
            "checkpoint-steps",
            "5",
            "optimiser.clip-norm",
            "1",
            "optimiser.freeze-backbone-steps",
            "7",
            "average.decay",
            "0.99");
    RunFixture.train(folder.resolve("whole"), config);

    Path killed = folder.resolve("killed");
    Process process = start(killed, config);
    Path last = killed.resolve("checkpoints/last.safetensors");
    try {
      while (process.isAlive() && !Files.exists(last)) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();

    assertThat(last).as(Files.readString(folder.resolve("child.log"))).exists();
    assertThat(Checkpoint.read(last).position().step()).isBetween(5L, STEPS - 1L);
    RunFolder run = RunFolder.open(killed);
    TrainingConfig again = TrainingConfigReader.read(run.config(), Map.of());
    Trainer.of(run, again, new RunFixture.Listener(), Progress.silent(), new StopSignal()).resume();

    assertThat(last).hasSameBinaryContentAs(folder.resolve("whole/checkpoints/last.safetensors"));
  }

  private static Process start(Path run, TrainingConfig config) throws IOException {
    Path settings =
        Files.writeString(run.resolveSibling("settings.yaml"), TrainingConfigReader.write(config));
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                run.toString(),
                settings.toString()))
        .redirectErrorStream(true)
        .redirectOutput(run.resolveSibling("child.log").toFile())
        .start();
  }

  /** Trains in a process of its own, which the test kills; it never takes its last step. */
  static final class Child {
    public static void main(String[] arguments) throws IOException {
      TrainingConfig config = TrainingConfigReader.read(Path.of(arguments[1]), Map.of());
      RunFolder run = RunFolder.create(Path.of(arguments[0]), config, false);
      Progress waiting = RunFixture.afterBatches(STEPS - 1, RunFixture::waitForTheParent);
      Trainer.of(run, config, new RunFixture.Listener(), waiting, new StopSignal()).train();
    }
  }
}
