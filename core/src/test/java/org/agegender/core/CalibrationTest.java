package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrationTest {

  private static final Calibration.FittedOn FACES =
      new Calibration.FittedOn("utkface", "ab", "val", 100, "0.1.0");

  private static Prediction prediction(double male) {
    float[] age = new float[Age.CLASSES];
    age[33] = 1;
    return new Prediction(AgeDistribution.of(age), male);
  }

  @Test
  void theLogitIsDividedByTheTemperature() {
    Prediction corrected = new Calibration(0.8, 2, FACES).correct(prediction(0.9));
    // Odds of 9 become odds of 3.
    assertThat(corrected.maleProbability()).isCloseTo(0.75, within(1e-12));
    assertThat(corrected.age()).isEqualTo(prediction(0.9).age());
  }

  @Test
  void aTemperatureOfOneChangesNothing() {
    for (double p : new double[] {0.001, 0.3, 0.5, 0.77, 0.9999}) {
      assertThat(new Calibration(0.8, 1, FACES).correct(prediction(p)).maleProbability())
          .isCloseTo(p, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 3, 10})
  void noTemperatureChangesThePredictedGender(double temperature) {
    Calibration calibration = new Calibration(0.8, temperature, FACES);
    float half = 0.5f;
    for (float p : new float[] {0, 0.2f, Math.nextDown(half), half, Math.nextUp(half), 0.9f, 1}) {
      Prediction raw = prediction(p);
      assertThat(calibration.correct(raw).gender()).as("%s", p).isEqualTo(raw.gender());
    }
  }

  @Test
  void aProbabilityThatWasRoundedToOneIsTakenForTheNearestBelow() {
    double corrected = new Calibration(0.8, 2, FACES).correct(prediction(1)).maleProbability();
    assertThat(corrected).isCloseTo(1 - Math.sqrt(0x1p-25), within(1e-6));
    assertThat(Calibration.logit(0)).isEqualTo(-Calibration.logit(1));
  }
}
