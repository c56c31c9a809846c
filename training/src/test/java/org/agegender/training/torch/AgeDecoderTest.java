package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.AgeInterval;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.WeightArray;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probabilities against values computed with NumPy and SciPy from the definitions. */
class AgeDecoderTest {

  @Test
  void ranksOutOfOrderAreSortedAndKeepTheirExpectedValue() {
    AgeDistribution found = decode(new AgeCoding.Ranks(), k -> Math.sin(0.3 * k + 1));
    assertThat(found.expectedYears()).isCloseTo(49.85119453, within(1e-4));
    near(found, 0, 0.26902526);
    near(found, 1, 0.00012435);
    near(found, 50, 0.00420360);
    near(found, 100, 0.26914166);
    assertThat(decode(new AgeCoding.Ranks(), k -> 3 * Math.cos(0.2 * k)).expectedYears())
        .isCloseTo(52.41406789, within(1e-4));
  }

  @Test
  void ranksFarFromTheScoreLeaveAllProbabilityWhereTheyChange() {
    AgeDistribution found = decode(new AgeCoding.Ranks(), k -> k < 30 ? 200 : -200);
    assertThat(found.expectedYears()).isCloseTo(30, within(1e-4));
    near(found, 30, 1);
  }

  @Test
  void aNumberIsTheExpectedValueOfALaplaceDistribution() {
    AgeDistribution inside = decode(new AgeCoding.Value(4.5), 30.25);
    near(inside, 0, 0.00013584);
    near(inside, 2, 0.00021166);
    near(inside, 30, 0.10521034);
    AgeDistribution young = decode(new AgeCoding.Value(4.5), 2.5);
    near(young, 0, 0.20625052);
    near(young, 2, 0.19057574);
    near(young, 30, 0.00000112);
    near(decode(new AgeCoding.Value(8), 99.2), 100, 0.57503250);
    near(decode(new AgeCoding.Value(1), 0.5), 0, 0.63447071);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.5, 1, 3.3, 17, 35, 50.5, 88.8, 99.99, 100})
  void theExpectedValueOfANumberIsTheNumber(double years) {
    for (double error : new double[] {0.5, 2, 4.5, 10, 100}) {
      assertThat(decode(new AgeCoding.Value(error), years).expectedYears())
          .as("error %s", error)
          .isCloseTo(years, within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"-40, 0", "140, 100", "1e30, 100", "-1e30, 0"})
  void aNumberOutsideTheAgesIsTheNearestAge(double years, int nearest) {
    near(decode(new AgeCoding.Value(5), years), nearest, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 4.5, 9})
  void theIntervalOfANumberIsAsWideAsTheErrorsThatItStandsFor(double error) {
    // Four of five values of a Laplace distribution lie within ln 5 times its mean deviation.
    AgeInterval interval = decode(new AgeCoding.Value(error), 50).interval(0.8);
    assertThat((double) interval.low()).isCloseTo(50 - error * Math.log(5), within(1.0));
    assertThat((double) interval.high()).isCloseTo(50 + error * Math.log(5), within(1.0));
  }

  private static AgeDistribution decode(AgeCoding.Value coding, double years) {
    return decode(coding, k -> (years - 35) / 10);
  }

  private static AgeDistribution decode(AgeCoding coding, IntToDoubleFunction outputs) {
    float[] values = new float[coding.outputs()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) outputs.applyAsDouble(k);
    }
    Device device = new Device(torch.DeviceType.CPU);
    try (PointerScope scope = new PointerScope();
        AgeDecoder decoder = new AgeDecoder(coding, device)) {
      WeightArray row = new WeightArray(new long[] {1, values.length}, values);
      float[] found =
          TorchWeights.array(decoder.probabilities(TorchWeights.tensor(row, device))).values();
      return AgeDistribution.of(found);
    }
  }

  private static void near(AgeDistribution found, int age, double expected) {
    assertThat((double) found.probability(new Age(age)))
        .as("age %d", age)
        .isCloseTo(expected, within(2e-6));
  }
}
