package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.agegender.training.checkpoint.SafeTensors;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path folder;
  private Map<String, WeightArray> weights;

  @BeforeAll
  static void writeSet() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 48, 20);
  }

  @BeforeEach
  void initialise() {
    weights = WeightInitialiser.initialise(Networks.named("tutorial").forImageSize(16), 1);
  }

  @Test
  void aDivergingRunSaysWhatCanBeDone() throws IOException {
    weights.values().forEach(weight -> Arrays.fill(weight.values(), 1e38f));
    TrainingConfig config = RunFixture.config(data, "init", write());
    assertThatThrownBy(() -> RunFixture.train(folder.resolve("run"), config))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining(" at step 1: training diverged;")
        .hasMessageEndingWith("; begin a new run with a learning rate below 0.001");
  }

  @Test
  void coarserArithmeticAndTheBestEpochAreWaysOut() throws IOException {
    weights.values().forEach(weight -> Arrays.fill(weight.values(), 1e38f));
    TrainingConfig config = RunFixture.config(data, "init", write(), "precision", "bf16");
    RunFolder run = RunFolder.create(folder.resolve("run"), config, false);
    Files.writeString(run.best(), "of an earlier epoch");
    assertThatThrownBy(() -> RunFixture.resume(run.path(), config))
        .isInstanceOf(DivergenceException.class)
        .hasMessageEndingWith(
            "a learning rate below 0.001 or with precision fp32; with --init %s it goes on from the"
                + " best epoch",
            run.best());
  }

  @Test
  void anEpochWhoseLastStepBreaksTheWeightsHasDiverged() throws IOException {
    TrainingConfig config = breakingInOneStep("batch-size", "48");
    assertThatThrownBy(() -> RunFixture.train(folder.resolve("run"), config))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("a probability of NaN after step 1: training diverged;");
    assertThat(folder.resolve("run/checkpoints/last.safetensors")).doesNotExist();
    assertThat(folder.resolve("run/metrics.csv")).doesNotExist();
  }

  @Test
  void brokenWeightsAreInNoCheckpoint() throws IOException {
    TrainingConfig config = breakingInOneStep("checkpoint-steps", "1");
    assertThatThrownBy(() -> RunFixture.train(folder.resolve("run"), config))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("a weight is no finite number after step 1: training diverged;");
    assertThat(folder.resolve("run/checkpoints/last.safetensors")).doesNotExist();
  }

  /**
   * The loss is a number before the first step, which multiplies each weight by 1 - 10 * 0.99: the
   * largest, which meets nothing but zeros, becomes infinite and then makes them no numbers.
   */
  private TrainingConfig breakingInOneStep(String setting, String value) throws IOException {
    weights.get("dense.bias").values()[0] = -1e30f;
    weights.get("gender.dense.weight").values()[0] = 1e38f;
    return RunFixture.config(
        data,
        "init",
        write(),
        "optimiser.name",
        "adamw",
        "optimiser.learning-rate",
        "10",
        "optimiser.weight-decay",
        "0.99",
        setting,
        value);
  }

  private String write() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new SafeTensors(Map.of(), weights).write(file);
    return file.toString();
  }
}
