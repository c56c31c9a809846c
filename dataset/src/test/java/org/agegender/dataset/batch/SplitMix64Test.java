package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SplitMix64Test {

  @Test
  void givesThePublishedNumbersForSeed1234567() {
    SplitMix64 random = new SplitMix64(1234567);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("4593380528125082431");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("16408922859458223821");
  }

  @Test
  void boundedNumbersAreEvenlySpread() {
    SplitMix64 random = SplitMix64.at(5);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    // Six degrees of freedom: chi-squared exceeds 22.5 once in a thousand seeds.
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - 10_000) * (count - 10_000) / 10_000.0;
    }
    assertThat(chiSquared).isLessThan(22.5);
  }

  @Test
  void withinReachesBothSidesEvenly() {
    SplitMix64 random = SplitMix64.at(6);
    double sum = 0;
    double least = 1;
    double most = -1;
    for (int i = 0; i < 10_000; i++) {
      double value = random.within(0.25);
      sum += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat(least).isBetween(-0.25, -0.249);
    assertThat(most).isBetween(0.249, 0.25);
    // Standard deviation of the mean: 0.25 / sqrt(3) / 100 = 0.0014.
    assertThat(Math.abs(sum / 10_000)).isLessThan(0.006);
  }

  @Test
  void neighbouringKeysAndSwappedKeysGiveOtherNumbers() {
    long at12 = SplitMix64.at(1, 2).nextLong();
    assertThat(SplitMix64.at(1, 2).nextLong()).isEqualTo(at12);
    assertThat(SplitMix64.at(2, 1).nextLong()).isNotEqualTo(at12);
    assertThat(SplitMix64.at(1, 3).nextLong()).isNotEqualTo(at12);
    assertThat(SplitMix64.at(1, 2, 0).nextLong()).isNotEqualTo(at12);
  }
}
