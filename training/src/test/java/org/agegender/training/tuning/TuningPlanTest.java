package org.agegender.training.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TuningPlanTest {

  private static final Range RATE = new Range.LogUniform(1e-4, 1e-2);

  @TempDir private Path folder;

  @Test
  void onlyRangesAreRequired() throws IOException {
    assertThat(read("ranges: {mixup: {choice: [0.0, 0.2]}}"))
        .isEqualTo(
            new TuningPlan(
                16,
                1,
                1,
                3,
                Objective.VAL_AGE_MAE,
                Map.of("mixup", new Range.Choice(List.of("0.0", "0.2")))));
  }

  @Test
  void everySettingIsRead() throws IOException {
    Map<String, Range> ranges = new LinkedHashMap<>();
    ranges.put("optimiser.learning-rate", RATE);
    ranges.put("optimiser.weight-decay", new Range.Uniform(0, 0.1));
    ranges.put("schedule.warmup-steps", new Range.Whole(0, 500));
    ranges.put("optimiser.name", new Range.Choice(List.of("adam", "adamw")));
    assertThat(
            read(
                """
                trials: 20
                seed: 7
                first-epochs: 2
                keep-one-in: 4
                objective: val_gender_accuracy
                ranges:
                  optimiser.learning-rate: {log-uniform: [1.0e-4, 1.0e-2]}
                  optimiser.weight-decay: {uniform: [0, 0.1]}
                  schedule.warmup-steps: {whole: [0, 500]}
                  optimiser.name: {choice: [adam, adamw]}
                """))
        .isEqualTo(new TuningPlan(20, 7, 2, 4, Objective.VAL_GENDER_ACCURACY, ranges));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trial: 3                             | there is no setting 'trial'; choose from trials, seed
          trials: 0                            | trials: must be 1..10000, found 0
          trials: many                         | trials: must be a whole number, found 'many'
          trials: 1.5                          | trials: must be a whole number, found '1.5'
          trials: 99999999999                  | trials: must be a whole number
          first-epochs: 0                      | first-epochs: must be at least 1, found 0
          keep-one-in: 1                       | keep-one-in: must be at least 2, found 1
          objective: mae                       | objective: must be one of val_loss, val_age_mae
          trials: 3                            | ranges: must name at least one setting to draw
          ranges: {a: 3}                       | ranges: a: must be one of uniform, log-uniform, whole or choice with a list
          ranges: {a: {normal: [0, 1]}}        | ranges: a: must be one of uniform, log-uniform, whole or choice, found 'normal'
          ranges: {a: {uniform: [1]}}          | ranges: a: must have two numbers such as [0, 1], found [1]
          ranges: {a: {uniform: [a, b]}}       | ranges: a: must have two numbers
          ranges: {a: {uniform: [1, 1]}}       | ranges: a: must go from a number to a greater one, found 1.0 and 1.0
          ranges: {a: {log-uniform: [0, 1]}}   | ranges: a: log-uniform: both ends must be above 0, found 0.0
          ranges: {a: {whole: [0, 1.5]}}       | ranges: a: must have two whole numbers
          ranges: {a: {whole: [0, 9999999999999]}} | ranges: a: whole: both ends must lie within
          ranges: {a: {choice: [1]}}           | ranges: a: choice: must have at least two values, found [1]
          ranges: {a: {choice: [[1], 2]}}      | ranges: a: choice: must list words or numbers
          [1, 2]                               | must hold settings as 'name: value'
          'a: [1'                              | is no YAML
          """)
  void refusesByName(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(folder.resolve("plan.yaml").toString())
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void refusesAFileThatIsNotThereOrFarTooLarge() {
    assertThatThrownBy(() -> TuningPlanReader.read(folder.resolve("none.yaml")))
        .hasMessageContaining("there is no such plan");
    assertThatThrownBy(() -> read("#".repeat((1 << 20) + 1)))
        .hasMessageContaining("a plan has at most 1048576 bytes");
  }

  @Test
  void everyRangeGivesItsEndsAndNothingBeyond() {
    double last = Math.nextDown(1.0);
    assertThat(new Range.Uniform(0.5, 2).at(0)).isEqualTo("0.5");
    assertThat(new Range.Uniform(0.5, 2).at(0.5)).isEqualTo("1.25");
    assertThat(new Range.Uniform(0.5, 2).at(last)).isEqualTo("2.0");
    assertThat(RATE.at(0)).isEqualTo("1.0E-4");
    assertThat(RATE.at(0.5)).isEqualTo("0.001");
    assertThat(RATE.at(last)).isEqualTo("0.01");
    assertThat(new Range.Uniform(0, 0.12345).at(last)).isEqualTo("0.123");
    assertThat(new Range.Uniform(0, 0.12385).at(last)).isEqualTo("0.12385");
    assertThat(new Range.Whole(-1, 2).at(0)).isEqualTo("-1");
    assertThat(new Range.Whole(-1, 2).at(0.49)).isEqualTo("0");
    assertThat(new Range.Whole(-1, 2).at(last)).isEqualTo("2");
    Range choice = new Range.Choice(List.of("a", "b", "c"));
    assertThat(choice.at(0)).isEqualTo("a");
    assertThat(choice.at(0.34)).isEqualTo("b");
    assertThat(choice.at(last)).isEqualTo("c");
  }

  @Test
  void drawsAreEvenAndFollowFromTheSeed() {
    TuningPlan plan = plan(Map.of("a", new Range.Uniform(0, 1)), 1);
    int[] tenths = new int[10];
    for (int trial = 1; trial <= 10_000; trial++) {
      double drawn = Double.parseDouble(plan.settings(trial).get("a"));
      tenths[Math.min(9, (int) (10 * drawn))]++;
    }
    // Three digits: those rounded up to the next tenth are a 200th of a tenth's share.
    for (int count : tenths) {
      assertThat(count).isBetween(860, 1140);
    }
    assertThat(plan.settings(3)).isEqualTo(plan.settings(3)).isNotEqualTo(plan.settings(4));
    assertThat(plan(plan.ranges(), 2).settings(3)).isNotEqualTo(plan.settings(3));
  }

  @Test
  void anotherRangeLeavesTheDrawsOfTheOthers() {
    TuningPlan one = plan(Map.of("a", RATE), 1);
    TuningPlan two = plan(Map.of("b", RATE, "a", RATE), 1);
    assertThat(two.settings(5).get("a")).isEqualTo(one.settings(5).get("a"));
    assertThat(two.settings(5).get("b")).isNotEqualTo(one.settings(5).get("a"));
  }

  @Test
  void rungsMultiplyUpToTheWholeLengthOrUntilOneIsLeft() {
    // 16 trials, one in 3: 16, 6, 2, 1 are left.
    TuningPlan plan = plan(Map.of("a", RATE), 1);
    assertThat(plan.rungs(18)).containsExactly(1, 3, 9, 18);
    assertThat(plan.rungs(9)).containsExactly(1, 3, 9);
    assertThat(plan.rungs(1000)).containsExactly(1, 3, 9, 1000);
    assertThat(plan.rungs(1)).containsExactly(1);
    assertThat(List.of(plan.kept(16), plan.kept(6), plan.kept(2))).containsExactly(6, 2, 1);
  }

  private static TuningPlan plan(Map<String, Range> ranges, long seed) {
    return new TuningPlan(16, seed, 1, 3, Objective.VAL_AGE_MAE, ranges);
  }

  private TuningPlan read(String yaml) throws IOException {
    return TuningPlanReader.read(Files.writeString(folder.resolve("plan.yaml"), yaml));
  }
}
