package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgeBinsTest {

  private static final AgeBins FAIRFACE = bins(0, 2, 3, 9, 10, 19, 20, 29, 70, 100);
  private static final AgeBins ADIENCE = bins(0, 2, 4, 6, 8, 12, 60, 100);

  @Test
  void agesFallIntoTheBinThatTheyRoundInto() {
    assertThat(FAIRFACE.nearest(-1)).isZero();
    assertThat(FAIRFACE.nearest(2.49)).isZero();
    assertThat(FAIRFACE.nearest(2.5)).isEqualTo(1);
    assertThat(FAIRFACE.nearest(9.4999)).isEqualTo(1);
    assertThat(FAIRFACE.nearest(9.5)).isEqualTo(2);
    assertThat(FAIRFACE.nearest(29)).isEqualTo(3);
    assertThat(FAIRFACE.nearest(100)).isEqualTo(4);
  }

  @Test
  void agesBetweenBinsFallIntoTheNearer() {
    assertThat(ADIENCE.nearest(2.9)).isZero();
    assertThat(ADIENCE.nearest(3)).isEqualTo(1);
    assertThat(ADIENCE.nearest(6.9)).isEqualTo(1);
    assertThat(ADIENCE.nearest(35.9)).isEqualTo(2);
    assertThat(ADIENCE.nearest(36)).isEqualTo(3);
  }

  @Test
  void labelledBinsHaveTheirNumber() {
    assertThat(ADIENCE.indexOf(new AgeInterval(8, 12))).hasValue(2);
    assertThat(ADIENCE.indexOf(new AgeInterval(8, 13))).isEmpty();
    assertThat(ADIENCE.size()).isEqualTo(4);
    assertThat(ADIENCE.label(3)).isEqualTo("60-100");
    assertThat(bins(5, 5).label(0)).isEqualTo("5");
  }

  @Test
  void binsMustFollowEachOtherWithinTheAges() {
    assertThatThrownBy(() -> bins(0, 2, 2, 9)).hasMessageContaining("found 2..9 after 2");
    assertThatThrownBy(() -> bins(3, 9, 0, 2)).hasMessageContaining("found 0..2 after 9");
    assertThatThrownBy(() -> bins(0, 101)).hasMessageContaining("found 0..101");
    assertThatThrownBy(() -> bins(-1, 2)).hasMessageContaining("found -1..2");
    assertThatThrownBy(AgeBinsTest::bins).hasMessageContaining("at least one");
  }

  private static AgeBins bins(int... ends) {
    return new AgeBins(
        IntStream.range(0, ends.length / 2)
            .mapToObj(i -> new AgeInterval(ends[2 * i], ends[2 * i + 1]))
            .toList());
  }
}
