package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgeDistributionTest {

  @Test
  void expectedValueWeighsEachAgeByItsProbability() {
    assertThat(distribution(20, 0.25f, 30, 0.5f, 60, 0.25f).expectedYears())
        .isCloseTo(35.0, within(1e-9));
  }

  @Test
  void youngestOfEquallyLikelyAgesIsTheMostLikely() {
    assertThat(distribution(20, 0.4f, 30, 0.4f, 60, 0.2f).mostLikely()).isEqualTo(new Age(20));
  }

  @Test
  void centralIntervalLeavesEqualTails() {
    AgeDistribution distribution = distribution(20, 0.0625f, 30, 0.875f, 60, 0.0625f);
    assertThat(distribution.interval(0.8)).isEqualTo(new AgeInterval(30, 30));
    assertThat(distribution.interval(0.9)).isEqualTo(new AgeInterval(20, 60));
  }

  @Test
  void theTextIsTheSameInEveryLocale() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(distribution(30, 1f))
          .hasToString("AgeDistribution[expected 30.0, most likely 30]");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void theWholeMassIsTheWholeRange() {
    assertThat(distribution(30, 1f).interval(1)).isEqualTo(new AgeInterval(0, 100));
    assertThatThrownBy(() -> distribution(30, 1f).interval(0))
        .hasMessage("a mass must be above 0 and at most 1, found 0.0");
    assertThatThrownBy(() -> distribution(30, 1f).interval(1.1)).hasMessageContaining("found 1.1");
  }

  @Test
  void theCentralMassOfAnAgeIsTheSmallestWhoseIntervalHoldsIt() {
    AgeDistribution distribution = distribution(20, 0.25f, 30, 0.5f, 60, 0.125f, 61, 0.125f);
    assertThat(distribution.centralMass(new Age(19))).isEqualTo(1);
    assertThat(distribution.centralMass(new Age(20))).isEqualTo(0.5);
    assertThat(distribution.centralMass(new Age(29))).isEqualTo(0.5);
    assertThat(distribution.centralMass(new Age(30))).isZero();
    assertThat(distribution.centralMass(new Age(60))).isEqualTo(0.5);
    assertThat(distribution.centralMass(new Age(61))).isEqualTo(0.75);
    assertThat(distribution.centralMass(new Age(62))).isEqualTo(1);
  }

  @Test
  void intervalAndCentralMassAgreeToTheLastDigitForAnyDistribution() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      AgeDistribution distribution = random(random);
      for (int years = 0; years <= Age.MAX; years++) {
        double mass = distribution.centralMass(new Age(years));
        if (mass > 0) {
          assertThat(distribution.interval(mass).contains(years)).isTrue();
        }
        if (mass > 1e-12) {
          assertThat(distribution.interval(Math.nextDown(mass)).contains(years)).isFalse();
        }
      }
    }
  }

  private static AgeDistribution random(Random random) {
    float[] weights = new float[Age.CLASSES];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(4) == 0 ? random.nextFloat() : 0;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= (float) sum;
    }
    return AgeDistribution.of(weights);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> AgeDistribution.of(new float[3]))
        .hasMessage("an age distribution has 101 probabilities, found 3");
    assertThatThrownBy(() -> AgeDistribution.of(new float[Age.CLASSES]))
        .hasMessageContaining("add up to 1, found 0.0");
    float[] negative = new float[Age.CLASSES];
    negative[0] = 2;
    negative[1] = -1;
    assertThatThrownBy(() -> AgeDistribution.of(negative)).hasMessageContaining("found -1.0");
    float[] notANumber = new float[Age.CLASSES];
    notANumber[5] = Float.NaN;
    assertThatThrownBy(() -> AgeDistribution.of(notANumber)).hasMessageContaining("found NaN");
  }

  @Test
  void isNotChangedThroughTheArrayItWasMadeFrom() {
    float[] array = distribution(1, 1f).toArray();
    AgeDistribution distribution = AgeDistribution.of(array);
    array[1] = 0;
    assertThat(distribution.probability(new Age(1))).isEqualTo(1f);
  }

  private static AgeDistribution distribution(Object... agesAndProbabilities) {
    float[] probabilities = new float[Age.CLASSES];
    for (int i = 0; i < agesAndProbabilities.length; i += 2) {
      probabilities[(Integer) agesAndProbabilities[i]] = (Float) agesAndProbabilities[i + 1];
    }
    return AgeDistribution.of(probabilities);
  }
}
