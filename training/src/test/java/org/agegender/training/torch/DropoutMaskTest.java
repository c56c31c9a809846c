package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.4, 0.7})
  void dropsTheShareAndKeepsTheMean(double rate) {
    try (PointerScope scope = new PointerScope()) {
      Tensor ones = torch.ones(100, 10_000);
      Tensor dropped = new DropoutMask(3).apply(ones, rate);
      double zeros = 1 - dropped.count_nonzero().item_long() / 1e6;
      // Four standard deviations of the share among a million.
      assertThat(zeros).isCloseTo(rate, within(0.002));
      assertThat(dropped.mean().item_double()).isCloseTo(1, within(0.01));
      assertThat(dropped.max().item_double()).isCloseTo(1 / (1 - rate), within(1e-3));
    }
  }

  @Test
  void wholePicturesAreDroppedAtTheShareAndKeepTheMean() {
    try (PointerScope scope = new PointerScope()) {
      Tensor dropped = new DropoutMask(3).applyToPictures(torch.ones(20_000, 3, 2, 1), 0.2);
      Tensor sums = dropped.sum(1, 2, 3);
      double zeros = 1 - sums.count_nonzero().item_long() / 2e4;
      assertThat(zeros).isCloseTo(0.2, within(0.012));
      // A picture is kept whole, six values of 1 / 0.8, or dropped whole.
      assertThat(sums.sub(new Scalar(7.5)).abs().lt(new Scalar(1e-3)).sum().item_long())
          .isEqualTo(sums.count_nonzero().item_long());
    }
  }

  @Test
  void eachLayerOfAStepIsDrawnAnew() {
    try (PointerScope scope = new PointerScope()) {
      Tensor ones = torch.ones(1000);
      DropoutMask step = new DropoutMask(3);
      Tensor first = step.apply(ones, 0.5);
      assertThat(first.equal(step.apply(ones, 0.5))).isFalse();
      assertThat(first.equal(new DropoutMask(3).apply(ones, 0.5))).isTrue();
      assertThat(first.equal(new DropoutMask(4).apply(ones, 0.5))).isFalse();
    }
  }

  /** The engine's device without values stands for any other than the processor. */
  @Test
  void theMaskLiesWhereTheValuesDo() {
    try (PointerScope scope = new PointerScope()) {
      Tensor elsewhere =
          torch.ones(4, 3, 2, 2).to(new Device(torch.DeviceType.Meta), torch.ScalarType.Float);
      assertThat(new DropoutMask(3).apply(elsewhere, 0.5).is_meta()).isTrue();
      assertThat(new DropoutMask(3).applyToPictures(elsewhere, 0.5).is_meta()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7})
  void everyValueOfAnyCountIsDrawn(int count) {
    int[] kept = new int[count];
    for (int seed = 0; seed < 1000; seed++) {
      byte[] mask = DropoutMask.draw(count, 1 << 15, seed * 0x9E3779B97F4A7C15L);
      for (int i = 0; i < count; i++) {
        kept[i] += mask[i];
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(kept[i]).as("value %d", i).isBetween(420, 580);
    }
  }
}
