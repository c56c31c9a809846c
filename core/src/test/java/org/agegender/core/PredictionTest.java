package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictionTest {

  @Test
  void givesTheLikelierGenderWithItsProbability() {
    Prediction female = new Prediction(certain(30), 0.2);
    assertThat(female.gender()).isEqualTo(Gender.FEMALE);
    assertThat(female.genderProbability()).isCloseTo(0.8, within(1e-12));
    assertThat(new Prediction(certain(30), 0.7).gender()).isEqualTo(Gender.MALE);
    assertThat(new Prediction(certain(30), 0.5).gender()).isEqualTo(Gender.FEMALE);
  }

  @Test
  void twoLooksAtAFaceAreAveraged() {
    Prediction mean =
        new Prediction(certain(30), 0.25).averagedWith(new Prediction(certain(40), 0.75));
    assertThat(mean.age().probability(new Age(30))).isEqualTo(0.5f);
    assertThat(mean.age().probability(new Age(40))).isEqualTo(0.5f);
    assertThat(mean.years()).isEqualTo(35);
    assertThat(mean.maleProbability()).isEqualTo(0.5);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> new Prediction(certain(1), Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Prediction(certain(1), 1.01)).hasMessageContaining("1.01");
  }

  private static AgeDistribution certain(int years) {
    float[] probabilities = new float[Age.CLASSES];
    probabilities[years] = 1;
    return AgeDistribution.of(probabilities);
  }
}
