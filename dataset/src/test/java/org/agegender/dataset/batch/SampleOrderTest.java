package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
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
}
