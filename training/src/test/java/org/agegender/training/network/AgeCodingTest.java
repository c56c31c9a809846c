package org.agegender.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeCodingTest {

  static Stream<Architecture> architectures() {
    return Networks.all().stream().map(network -> network.forImageSize(64));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void everyNetworkTakesEveryCodingInItsLastLayerOnly(Architecture architecture) {
    Map<String, List<Long>> classes = WeightShapes.of(architecture);
    String last =
        classes.keySet().stream()
            .filter(name -> name.startsWith("age") && classes.get(name).equals(List.of(101L)))
            .findFirst()
            .orElseThrow()
            .replace(".bias", "");
    long in = classes.get(last + ".weight").get(1);

    Map<String, List<Long>> ranks = WeightShapes.of(architecture.codedAs(new AgeCoding.Ranks()));
    assertThat(ranks)
        .containsEntry(last + ".weight", List.of(1L, in))
        .containsEntry(last + ".rank_bias", List.of(100L))
        .doesNotContainKey(last + ".bias")
        .hasSameSizeAs(classes);
    Map<String, List<Long>> value = WeightShapes.of(architecture.codedAs(new AgeCoding.Value(5)));
    assertThat(value)
        .containsEntry(last + ".weight", List.of(1L, in))
        .containsEntry(last + ".bias", List.of(1L))
        .hasSameSizeAs(classes);
    assertThat(architecture.codedAs(new AgeCoding.Classes())).isEqualTo(architecture);
  }

  @Test
  void aHeadThatIsNoClassesCannotBeRecoded() {
    Architecture ranks = Networks.named("tutorial").forImageSize(16).codedAs(new AgeCoding.Ranks());
    assertThatThrownBy(() -> ranks.codedAs(new AgeCoding.Value(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must end in a linear layer of 101 outputs");
  }

  @Test
  void freshRanksSpreadAgesAroundTheUsualOne() {
    Architecture ranks = Networks.named("resnet18").forImageSize(32).codedAs(new AgeCoding.Ranks());
    float[] biases = WeightInitialiser.initialise(ranks, 1).get("age.rank_bias").values();
    double expected = 0;
    for (float bias : biases) {
      expected += 1 / (1 + Math.exp(-bias));
    }
    // A logistic distribution around 35 of deviation 20, cut off at 0 and 100: 35.4 by SciPy.
    assertThat(expected).isCloseTo(35.42, within(0.01));
    assertThat(1 / (1 + Math.exp(-biases[34]))).isCloseTo(0.5113, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.5, Double.NaN})
  void anErrorThatCannotBeIsRefused(double error) {
    assertThatThrownBy(() -> new AgeCoding.Value(error))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be more than 0 and at most 100 years, found " + error);
  }

  @Test
  void theKnownErrorIsNeverSmallerThanLabelsCanShow() {
    assertThat(AgeCoding.Value.UNTRIED.withError(4.25)).isEqualTo(new AgeCoding.Value(4.25));
    assertThat(AgeCoding.Value.UNTRIED.withError(0)).isEqualTo(new AgeCoding.Value(0.5));
    assertThat(new AgeCoding.Classes().withError(4)).isEqualTo(new AgeCoding.Classes());
  }
}
