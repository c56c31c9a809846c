package org.agegender.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.Prediction;
import org.junit.jupiter.api.Test;

final class CalibrationFiguresTest {

  /** Half of the probability on the label's age, half on 100. */
  private static CalibrationFace face(
      int age, Gender gender, String group, double male, int low, int high) {
    float[] probabilities = new float[Age.CLASSES];
    probabilities[age] += 0.5f;
    probabilities[100] += 0.5f;
    return new CalibrationFace(
        Optional.of(new Age(age)),
        Optional.of(gender),
        group,
        new Prediction(AgeDistribution.of(probabilities), male),
        new AgeInterval(low, high));
  }

  private static CalibrationFace gender(Gender label, double male) {
    return face(30, label, "", male, 30, 30);
  }

  @Test
  void theExpectedCalibrationErrorIsTheOneComputedByHand() {
    GenderReliability found =
        GenderReliability.of(
            List.of(
                gender(Gender.MALE, 0.62),
                gender(Gender.FEMALE, 0.64),
                gender(Gender.MALE, 0.66),
                gender(Gender.FEMALE, 0.05),
                gender(Gender.MALE, 1.0)));
    // Bin 9 is 0.6..0.667: three faces, mean 0.64, two thirds male; bin 0: 0.05, none male.
    assertThat(found.expectedError())
        .isCloseTo((3 * (2 / 3.0 - 0.64) + 0.05 + 0) / 5, within(1e-12));
    assertThat(found.bins()).hasSize(15);
    ReliabilityBin ninth = found.bins().get(9);
    assertThat(ninth.from()).isCloseTo(0.6, within(1e-12));
    assertThat(ninth.to()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(ninth.faces()).isEqualTo(3);
    assertThat(ninth.meanProbability()).isCloseTo(0.64, within(1e-12));
    assertThat(ninth.maleShare()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(found.bins().get(14).faces()).isEqualTo(1);
    assertThat(found.bins().get(5).faces()).isZero();
    assertThat(found.bins().get(5).maleShare()).isNaN();
    assertThat(found.faces()).isEqualTo(5);
  }

  @Test
  void logLossAndBrierScoreAreThoseComputedByHand() {
    GenderReliability found =
        GenderReliability.of(List.of(gender(Gender.MALE, 0.8), gender(Gender.MALE, 0.25)));
    assertThat(found.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.25)) / 2, within(1e-12));
    assertThat(found.brier()).isCloseTo((0.04 + 0.5625) / 2, within(1e-12));
  }

  @Test
  void coverageAndWidthAreCountedOverallAndInParts() {
    AgeCoverage found =
        AgeCoverage.of(
            List.of(
                face(20, Gender.FEMALE, "a", 0.5, 20, 24),
                face(29, Gender.MALE, "a", 0.5, 20, 28),
                face(30, Gender.MALE, "", 0.5, 21, 30)));
    assertThat(found.overall()).isEqualTo(new Coverage(3, 2 / 3.0, (5 + 9 + 10) / 3.0));
    assertThat(found.byDecade()).containsOnlyKeys(20, 30);
    assertThat(found.byDecade().get(20)).isEqualTo(new Coverage(2, 0.5, 7));
    assertThat(found.byGender().get(Gender.MALE)).isEqualTo(new Coverage(2, 0.5, 9.5));
    assertThat(found.byGroup()).containsOnlyKeys("a");
    assertThat(found.logLoss()).isCloseTo(Math.log(2), within(1e-7));
  }

  @Test
  void facesWithoutALabelAreInNoFigureOfIt() {
    CalibrationFace unknown =
        new CalibrationFace(
            Optional.empty(),
            Optional.empty(),
            "",
            gender(Gender.MALE, 0.1).prediction(),
            new AgeInterval(0, 100));
    CalibrationFigures found = CalibrationFigures.of(List.of(unknown, gender(Gender.FEMALE, 0.1)));
    assertThat(found.gender().faces()).isEqualTo(1);
    assertThat(found.age().overall()).isEqualTo(new Coverage(1, 1, 1));
  }

  @Test
  void anImpossibleAgeDoesNotMakeTheLossInfinite() {
    float[] probabilities = new float[Age.CLASSES];
    probabilities[50] = 1;
    CalibrationFace face =
        new CalibrationFace(
            Optional.of(new Age(10)),
            Optional.empty(),
            "",
            new Prediction(AgeDistribution.of(probabilities), 0.5),
            new AgeInterval(50, 50));
    assertThat(AgeCoverage.of(List.of(face)).logLoss()).isCloseTo(-Math.log(1e-6), within(1e-9));
  }
}
