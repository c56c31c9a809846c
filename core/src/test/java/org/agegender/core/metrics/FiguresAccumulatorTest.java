package org.agegender.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.junit.jupiter.api.Test;

class FiguresAccumulatorTest {

  /** Errors +2, -5, +5.5, 0: worked out by hand. */
  @Test
  void givesTheFiguresWorkedOutByHand() {
    FiguresAccumulator accumulator = new FiguresAccumulator();
    accumulator.add(new Age(20), Optional.of(Gender.MALE), 22, new Age(20), Gender.MALE);
    accumulator.add(new Age(29), Optional.of(Gender.MALE), 24, new Age(25), Gender.FEMALE);
    accumulator.add(new Age(60), Optional.of(Gender.FEMALE), 65.5, new Age(66), Gender.FEMALE);
    accumulator.add(new Age(100), Optional.of(Gender.FEMALE), 100, new Age(100), Gender.FEMALE);
    Figures all = accumulator.figures();
    assertThat(all.images()).isEqualTo(4);
    assertThat(all.age().mae()).isCloseTo(12.5 / 4, within(1e-12));
    assertThat(all.age().rmse()).isCloseTo(Math.sqrt((4 + 25 + 30.25) / 4), within(1e-12));
    assertThat(all.age().cs5()).isEqualTo(0.75);
    assertThat(all.age().exact()).isEqualTo(0.5);
    assertThat(all.genderAccuracy()).isEqualTo(0.75);
    assertThat(accumulator.byDecade()).containsOnlyKeys(20, 60, 100);
    assertThat(accumulator.byDecade().get(20).age().mae()).isCloseTo(3.5, within(1e-12));
    assertThat(accumulator.byDecade().get(20).genderAccuracy()).isEqualTo(0.5);
  }

  @Test
  void facesOfUnknownGenderCountForTheirAgeOnly() {
    FiguresAccumulator accumulator = new FiguresAccumulator();
    accumulator.add(new Age(20), Optional.empty(), 24, new Age(20), Gender.MALE);
    assertThat(accumulator.figures().genderAccuracy()).isNaN();
    accumulator.add(new Age(20), Optional.of(Gender.MALE), 20, new Age(20), Gender.MALE);
    accumulator.add(new Age(20), Optional.of(Gender.FEMALE), 20, new Age(20), Gender.MALE);
    assertThat(accumulator.figures().genderAccuracy()).isEqualTo(0.5);
    assertThat(accumulator.figures().age().mae()).isCloseTo(4.0 / 3, within(1e-12));
    assertThat(accumulator.byDecade().get(20).images()).isEqualTo(3);
  }

  @Test
  void nothingAddedGivesNoNumbers() {
    Figures none = new FiguresAccumulator().figures();
    assertThat(none.images()).isZero();
    assertThat(none.age().mae()).isNaN();
    assertThat(none.genderAccuracy()).isNaN();
  }
}
