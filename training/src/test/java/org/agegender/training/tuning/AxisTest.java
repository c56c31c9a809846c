package org.agegender.training.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AxisTest {

  @Test
  void linearAxesAreMarkedAtRoundNumbersWithinTheirEnds() {
    Axis axis = Axis.linear("mae", List.of(4.31, 9.87, 6.0));
    assertThat(axis.ticks()).extracting(Axis.Tick::text).containsExactly("6", "8", "10");
    assertThat(axis.low()).isBetween(4.0, 4.31);
    assertThat(axis.high()).isBetween(9.87, 10.2);
    assertThat(axis.share(axis.low())).isZero();
    assertThat(axis.share((axis.low() + axis.high()) / 2)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aSingleNumberHasAnAxisToo() {
    for (double number : new double[] {0, 3.5, -2}) {
      Axis axis = Axis.linear("one", List.of(number));
      assertThat(axis.low()).isLessThan(number);
      assertThat(axis.high()).isGreaterThan(number);
      assertThat(axis.ticks()).hasSizeLessThan(12);
    }
  }

  @Test
  void logarithmicAxesAreMarkedAtOneTwoAndFive() {
    Axis axis = Axis.logarithmic("rate", List.of(1e-4, 3e-3));
    assertThat(axis.ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0.0001", "0.0002", "0.0005", "0.001", "0.002");
    double middle = Math.sqrt(axis.low() * axis.high());
    assertThat(axis.share(middle)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void wordsStandAtWholePlaces() {
    Axis axis = Axis.words("name", List.of("adam", "adamw"));
    assertThat(axis.ticks()).extracting(Axis.Tick::text).containsExactly("adam", "adamw");
    assertThat(axis.share(0)).isEqualTo(0.25);
    assertThat(axis.share(1)).isEqualTo(0.75);
  }
}
