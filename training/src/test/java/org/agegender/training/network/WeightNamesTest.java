package org.agegender.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightNamesTest {

  private final Locale locale = Locale.getDefault();

  @AfterEach
  void locale() {
    Locale.setDefault(locale);
  }

  /** Persian has digits of its own, which {@code %d} takes. */
  @Test
  void namesAreTheSameWhereDigitsAreOthers() {
    Locale.setDefault(Locale.ROOT);
    Map<String, Map<String, List<Long>>> expected = all();
    Locale.setDefault(new Locale("fa", "IR"));
    assertThat("%d".formatted(1)).isNotEqualTo("1");
    assertThat(all()).isEqualTo(expected);
  }

  private static Map<String, Map<String, List<Long>>> all() {
    return Networks.all().stream()
        .collect(
            Collectors.toMap(
                Network::name,
                network -> WeightShapes.of(network.forImageSize(network.defaultImageSize()))));
  }
}
