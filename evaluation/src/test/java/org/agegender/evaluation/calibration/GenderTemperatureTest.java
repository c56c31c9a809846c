package org.agegender.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.agegender.core.Calibration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GenderTemperatureTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 1.7, 4})
  void theTemperatureOfSimulatedLogitsIsFound(double temperature) {
    Random random = new Random(3);
    int faces = 40_000;
    double[] logits = new double[faces];
    boolean[] male = new boolean[faces];
    for (int i = 0; i < faces; i++) {
      double truth = 2 * random.nextGaussian();
      male[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth));
      logits[i] = truth * temperature;
    }
    assertThat(GenderTemperature.fit(logits, male).getAsDouble())
        .isCloseTo(temperature, within(0.04 * temperature));
  }

  @Test
  void thePointOfNoSlopeIsFoundToTheLastDigits() {
    // Three of four labels on the side of equal logits: the probability must become 3/4.
    double[] logits = {2, 2, 2, 2};
    boolean[] male = {true, true, true, false};
    assertThat(GenderTemperature.fit(logits, male).getAsDouble())
        .isCloseTo(2 / Math.log(3), within(1e-12));
  }

  @Test
  void labelsThatAllAgreeOrNoneTellNoTemperature() {
    double[] logits = {1, -2};
    assertThat(GenderTemperature.fit(logits, new boolean[] {true, false})).isEmpty();
    assertThat(GenderTemperature.fit(logits, new boolean[] {false, true})).isEmpty();
    assertThat(GenderTemperature.fit(new double[0], new boolean[0])).isEmpty();
  }

  @Test
  void aNetworkNoBetterThanChanceGetsTheHighestTemperature() {
    double[] logits = new double[100];
    Arrays.fill(logits, 5);
    boolean[] male = new boolean[100];
    Arrays.fill(male, 0, 50, true);
    assertThat(GenderTemperature.fit(logits, male).getAsDouble())
        .isCloseTo(Calibration.HIGHEST_TEMPERATURE, within(1e-9));
  }
}
