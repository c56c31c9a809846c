package org.agegender.training.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import org.agegender.training.ColouredFaces;
import org.agegender.training.TrainingConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search is refused for before it trains anything. */
final class TuningRangesTest {

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeSet() throws IOException {
    data = ColouredFaces.write(folder.resolve("set"), 24, 20);
  }

  @Test
  void rangesAreCheckedBeforeTheFirstTrial() throws IOException {
    assertRefused("optimiser.rate: {uniform: [0, 1]}", "there is no setting 'optimiser.rate'");
    assertRefused(
        "optimiser.weight-decay: {uniform: [0, 2]}",
        "optimiser.weight-decay: 2.0 cannot be tried: ",
        "weight-decay: must be at least 0 and less than 1");
    assertRefused(
        "optimiser.name: {choice: [adam, sgd, adamw]}", "optimiser.name: sgd cannot be tried: ");
    assertRefused("epochs: {whole: [1, 5]}", "'epochs' is the same for all trials");
    TrainingConfig steps = TuningFixture.base(data, "steps", "10");
    Tuning tuning =
        TuningFixture.tuning(
            folder.resolve("steps"), TuningFixture.PLAN, steps, new TuningFixture.Listener());
    assertThatThrownBy(tuning::run).hasMessageContaining("a search goes by epochs");
    TrainingConfig mistyped = TuningFixture.base(data, "init", "none.pth");
    Tuning without =
        TuningFixture.tuning(
            folder.resolve("init"), TuningFixture.PLAN, mistyped, new TuningFixture.Listener());
    assertThatThrownBy(without::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none.pth");
    assertThat(folder.resolve("init/trials")).doesNotExist();
  }

  private void assertRefused(String range, String... messages) throws IOException {
    Path search = folder.resolve("refused-" + range.hashCode());
    Tuning tuning =
        TuningFixture.tuning(
            search, "ranges:\n  " + range, TuningFixture.base(data), new TuningFixture.Listener());
    assertThatThrownBy(tuning::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(messages);
    assertThat(search.resolve("trials")).doesNotExist();
    TuningFixture.tuning(
        search, TuningFixture.PLAN, TuningFixture.base(data), new TuningFixture.Listener());
    assertThat(search.resolve("plan.yaml")).hasContent(TuningFixture.PLAN);
  }
}
