package org.agegender.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConformalMassTest {

  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i / 1000.0).toArray();
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "9, 8", "10, 9", "99, 80", "100, 81", "119, 96", "999, 800"})
  void theQuantileIsTheOneOfOneFaceMoreRoundedUp(int n, int rank) {
    assertThat(ConformalMass.fit(upTo(n), 0.8)).isEqualTo(rank / 1000.0);
  }

  @Test
  void tooFewFacesPromiseNothingLessThanTheWholeRange() {
    assertThat(ConformalMass.fit(upTo(3), 0.8)).isEqualTo(1);
    assertThat(ConformalMass.fit(new double[0], 0.8)).isEqualTo(1);
  }

  @Test
  void aMassIsAboveZeroEvenWhereAllAgesAreMedians() {
    assertThat(ConformalMass.fit(new double[100], 0.8)).isPositive().isLessThan(1e-6);
  }

  /**
   * The network believes in a deviation of 4 years, the truth has another: the raw interval misses
   * its 80 %, the calibrated one does not, on faces that it was not fitted on.
   */
  @ParameterizedTest
  @CsvSource({"2, 0.95, 1.0", "7, 0.3, 0.65"})
  void fittedIntervalsHoldWhatTheyPromiseOnNewFaces(double truth, double least, double most) {
    Random random = new Random(17);
    int faces = 4000;
    double[] scores = new double[faces];
    for (int i = 0; i < faces; i++) {
      scores[i] = score(random, truth);
    }
    double mass = ConformalMass.fit(scores, 0.8);
    int raw = 0;
    int fitted = 0;
    for (int i = 0; i < faces; i++) {
      double score = score(random, truth);
      raw += score <= 0.8 ? 1 : 0;
      fitted += score <= mass ? 1 : 0;
    }
    assertThat(raw / (double) faces).isBetween(least, most);
    // Four standard deviations of the difference of two binomial shares.
    assertThat(fitted / (double) faces)
        .isCloseTo(0.8, within(4 * Math.sqrt(2 * 0.8 * 0.2 / faces)));
  }

  private static double score(Random random, double deviation) {
    double mean = 20 + 60 * random.nextDouble();
    long age = Math.round(mean + deviation * random.nextGaussian());
    return normal(mean, 4).centralMass(new Age((int) Math.max(0, Math.min(100, age))));
  }

  private static AgeDistribution normal(double mean, double deviation) {
    double[] weights = new double[Age.CLASSES];
    double sum = 0;
    for (int age = 0; age < weights.length; age++) {
      double z = (age - mean) / deviation;
      weights[age] = Math.exp(-z * z / 2);
      sum += weights[age];
    }
    float[] probabilities = new float[Age.CLASSES];
    for (int age = 0; age < weights.length; age++) {
      probabilities[age] = (float) (weights[age] / sum);
    }
    return AgeDistribution.of(probabilities);
  }
}
