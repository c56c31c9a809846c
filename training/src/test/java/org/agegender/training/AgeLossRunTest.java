package org.agegender.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agegender.core.metrics.Figure;
import org.agegender.training.checkpoint.Checkpoint;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.torch.StepLosses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short runs with each age loss. */
class AgeLossRunTest {

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path folder;

  @BeforeAll
  static void writeSet() throws IOException {
    data = ColouredFaces.write(shared.resolve("set"), 48, 20);
  }

  @ParameterizedTest
  @CsvSource({
    "cross-entropy, bf16",
    "label-distribution, bf16",
    "mean-variance, bf16",
    "ordinal, bf16",
    "regression, bf16",
    "label-distribution, fp32"
  })
  void trainingMakesTheLossAndTheErrorSmaller(String loss, String precision) throws IOException {
    List<EpochMetrics> epochs = train("loss.age", loss, "precision", precision, "epochs", "6");
    EpochMetrics first = epochs.get(0);
    EpochMetrics last = epochs.get(5);
    assertThat(last.training().age()).isLessThan(first.training().age());
    assertThat(last.validation().age()).isFinite();
    assertThat(last.figures().value(Figure.AGE_MAE))
        .isLessThan(first.figures().value(Figure.AGE_MAE));
  }

  @Test
  void thePartsOfALossHaveColumnsOfTheirOwn() throws IOException {
    List<EpochMetrics> epochs =
        train("loss.age", "label-distribution", "loss.expectation-weight", "0.5", "epochs", "1");
    List<String> rows = Files.readAllLines(folder.resolve("run/metrics.csv"));
    assertThat(rows.get(0))
        .startsWith(
            "epoch,step,learning_rate,train_loss,train_age_loss,train_gender_loss,"
                + "train_age_divergence_loss,train_age_expectation_loss,val_loss,val_age_loss,"
                + "val_gender_loss,val_age_divergence_loss,val_age_expectation_loss,val_age_mae,");
    StepLosses losses = epochs.get(0).validation();
    assertThat(losses.ageParts().get("expectation"))
        .isCloseTo(epochs.get(0).figures().value(Figure.AGE_MAE), within(1e-4));
    assertThat(losses.age())
        .isCloseTo(
            losses.ageParts().get("divergence") + 0.5 * losses.ageParts().get("expectation"),
            within(1e-4));
  }

  @Test
  void aNumberCarriesTheErrorOfItsValidation() throws IOException {
    List<EpochMetrics> epochs = train("loss.age", "regression", "epochs", "2");
    RunFolder run = RunFolder.open(folder.resolve("run"));
    assertThat(Checkpoint.read(run.last()).ageCoding())
        .isEqualTo(new AgeCoding.Value(epochs.get(1).figures().value(Figure.AGE_MAE)));
  }

  private List<EpochMetrics> train(String... settings) throws IOException {
    return RunFixture.train(folder.resolve("run"), RunFixture.config(data, settings)).epochs;
  }
}
