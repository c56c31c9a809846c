package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AgeLabelTest {

  @Test
  void theMiddleRoundedDownStandsForARange() {
    assertThat(standsFor(0, 2)).isEqualTo(1);
    assertThat(standsFor(3, 9)).isEqualTo(6);
    assertThat(standsFor(10, 19)).isEqualTo(14);
    assertThat(standsFor(7, 7)).isEqualTo(7);
  }

  @Test
  void anOpenRangeCountsAsTenYears() {
    assertThat(standsFor(70, 100)).isEqualTo(74);
    assertThat(standsFor(60, 100)).isEqualTo(64);
    assertThat(standsFor(97, 100)).isEqualTo(98);
    assertThat(standsFor(100, 100)).isEqualTo(100);
  }

  @Test
  void exactLabelsAreRangesOfOneYear() {
    AgeLabel label = AgeLabel.exact(new Age(37));
    assertThat(label.range()).isEqualTo(new AgeInterval(37, 37));
    assertThat(label.isExact()).isTrue();
    assertThat(label.withDeviation(3.5).deviation()).hasValue(3.5);
    assertThat(AgeLabel.within(new AgeInterval(3, 9)).isExact()).isFalse();
  }

  @Test
  void impossibleLabelsAreRefused() {
    assertThatThrownBy(
            () -> new AgeLabel(new Age(2), new AgeInterval(3, 9), OptionalDouble.empty()))
        .hasMessageContaining("hold 2, found 3..9");
    assertThatThrownBy(
            () -> new AgeLabel(new Age(99), new AgeInterval(90, 101), OptionalDouble.empty()))
        .hasMessageContaining("within 0..100");
    AgeLabel label = AgeLabel.exact(new Age(1));
    assertThatThrownBy(() -> label.withDeviation(-0.1)).hasMessageContaining("found -0.1");
    assertThatThrownBy(() -> label.withDeviation(Double.NaN)).hasMessageContaining("found NaN");
  }

  private static int standsFor(int low, int high) {
    return AgeLabel.within(new AgeInterval(low, high)).age().years();
  }
}
