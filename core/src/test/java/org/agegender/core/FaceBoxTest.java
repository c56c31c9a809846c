package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceBoxTest {

  private static final FaceBox BOX = new FaceBox(10, 20, 30, 40);

  @Test
  void overlapIsTheSharedPartOfBothTogether() {
    assertThat(BOX.overlap(BOX)).isEqualTo(1);
    // 15 x 20 shared; 1200 + 600 - 300 together.
    assertThat(BOX.overlap(new FaceBox(25, 40, 30, 20))).isEqualTo(0.2, within(1e-12));
    assertThat(BOX.overlap(new FaceBox(40, 20, 5, 5))).as("side by side").isZero();
    assertThat(BOX.overlap(new FaceBox(-100, -100, 50, 50))).isZero();
    FaceBox huge = new FaceBox(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(huge.overlap(huge)).isEqualTo(1);
  }

  @Test
  void partInIsTheShareOfThisBox() {
    assertThat(BOX.partIn(new FaceBox(0, 0, 25, 100))).isEqualTo(0.5, within(1e-12));
    assertThat(BOX.partIn(new FaceBox(0, 0, 100, 100))).isEqualTo(1);
    assertThat(BOX.partIn(new FaceBox(0, 0, 10, 100))).isZero();
  }

  @Test
  void anEmptyBoxIsRefused() {
    assertThatThrownBy(() -> new FaceBox(0, 0, 0, 5)).hasMessageContaining("found 0x5");
  }
}
