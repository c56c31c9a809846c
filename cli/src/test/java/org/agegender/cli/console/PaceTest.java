package org.agegender.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {

  @Test
  void tellsShareRateAndTimeLeft() {
    assertThat(new Pace(0, 400, 1000, 20).describe())
        .isEqualTo("400 of 1000 (40 %), 20/s, 30 s left");
  }

  @Test
  void whatWasDoneBeforeTheStartIsNoPartOfTheRate() {
    assertThat(new Pace(600, 800, 1000, 10).describe())
        .isEqualTo("800 of 1000 (80 %), 20/s, 10 s left");
    assertThat(new Pace(600, 600, 1000, 2).describe()).isEqualTo("600 of 1000 (60 %), 0.0/s");
  }

  @Test
  void tellsNoTimeLeftAtTheEndsOrWithoutATotal() {
    assertThat(new Pace(0, 0, 1000, 2).describe()).isEqualTo("0 of 1000 (0 %), 0.0/s");
    assertThat(new Pace(0, 10, 10, 4).describe()).isEqualTo("10 of 10 (100 %), 2.5/s");
    assertThat(new Pace(0, 30, -1, 3).describe()).isEqualTo("30, 10/s");
  }

  @Test
  void durationsReadLikeSpeech() {
    assertThat(Pace.duration(59.4)).isEqualTo("59 s");
    assertThat(Pace.duration(185)).isEqualTo("3 min 05 s");
    assertThat(Pace.duration(7_800)).isEqualTo("2 h 10 min");
  }
}
