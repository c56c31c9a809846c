package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleOrderTest {

  @Test
  void everySampleComesOnceAnEpoch() {
    int[] order = SampleOrder.shuffled(1000, 7, 3);
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
  }

  @Test
  void theSameSeedAndEpochGiveTheSameOrder() {
    assertThat(SampleOrder.shuffled(1000, 7, 3)).isEqualTo(SampleOrder.shuffled(1000, 7, 3));
  }

  @Test
  void anotherEpochOrSeedGivesAnotherOrder() {
    int[] order = SampleOrder.shuffled(1000, 7, 3);
    assertThat(SampleOrder.shuffled(1000, 7, 4)).isNotEqualTo(order);
    assertThat(SampleOrder.shuffled(1000, 8, 3)).isNotEqualTo(order);
  }

  @Test
  void theShuffleIsWholeAndNotAWindow() {
    int[] order = SampleOrder.shuffled(10_000, 1, 0);
    double moved =
        IntStream.range(0, order.length)
            .mapToDouble(i -> Math.abs(order[i] - i))
            .average()
            .orElse(0);
    // Two places drawn at random from n lie n/3 apart on average.
    assertThat(moved).isBetween(3200.0, 3470.0);
  }

  @Test
  void allPermutationsOfFourAreEquallyLikely() {
    Map<String, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 24_000; epoch++) {
      counts.merge(java.util.Arrays.toString(SampleOrder.shuffled(4, 99, epoch)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    // 23 degrees of freedom: chi-squared exceeds 49.7 once in a thousand seeds.
    double chiSquared =
        counts.values().stream().mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000).sum();
    assertThat(chiSquared).isLessThan(49.7);
  }

  @Test
  void balancedPlacesFollowTheWeights() {
    // Shares of 10 places: 5, 2.5, 1, 0.5, 0.25 and five times 0.15.
    double[] weights = {20, 10, 4, 2, 1, 0.6, 0.6, 0.6, 0.6, 0.6};
    double[] shares = {5, 2.5, 1, 0.5, 0.25, 0.15, 0.15, 0.15, 0.15, 0.15};
    int epochs = 20_000;
    double[] mean = new double[10];
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] counts = new int[10];
      int[] places = SampleOrder.balanced(weights, 3, epoch);
      assertThat(places).hasSize(10);
      for (int sample : places) {
        counts[sample]++;
      }
      for (int i = 0; i < 10; i++) {
        assertThat(counts[i])
            .isBetween((int) Math.floor(shares[i]), (int) Math.ceil(shares[i] + 1e-9));
        mean[i] += (double) counts[i] / epochs;
      }
    }
    // Four standard deviations of a coin thrown so often.
    assertThat(mean).containsExactly(shares, within(0.015));
  }

  @Test
  void balancedOrderIsShuffledAndFollowsFromSeedAndEpoch() {
    double[] weights = DoubleStream.generate(() -> 1).limit(1000).toArray();
    int[] order = SampleOrder.balanced(weights, 7, 3);
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
    assertThat(SampleOrder.balanced(weights, 7, 3)).isEqualTo(order);
    assertThat(SampleOrder.balanced(weights, 7, 4)).isNotEqualTo(order);
    assertThat(SampleOrder.balanced(weights, 8, 3)).isNotEqualTo(order);
    weights[0] = 500;
    int[] first = IntStream.of(SampleOrder.balanced(weights, 7, 3)).limit(500).toArray();
    assertThat(IntStream.of(first).filter(sample -> sample == 0).count()).isBetween(100L, 240L);
  }
}
