package org.agegender.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeDistribution;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FigureTest {

  private static final AgeBins BINS =
      new AgeBins(List.of(new AgeInterval(0, 2), new AgeInterval(3, 9), new AgeInterval(10, 19)));

  private static Prediction prediction(double years, double male) {
    float[] ages = new float[Age.CLASSES];
    int below = (int) Math.floor(years);
    ages[below] = (float) (1 - (years - below));
    ages[Math.min(below + 1, Age.MAX)] += (float) (years - below);
    return new Prediction(AgeDistribution.of(ages), male);
  }

  private static JudgedFace face(AgeLabel label, double years) {
    return new JudgedFace(
        new LabelledFace("", label, Optional.of(Gender.MALE), "", "", ""), prediction(years, 0.75));
  }

  private static JudgedFace binned(AgeInterval bin, double years) {
    JudgedFace face = face(AgeLabel.within(bin), years);
    return new JudgedFace(face.face(), face.prediction(), Optional.of(BINS));
  }

  /** 1 - exp(-x^2 / 2) for x = 0, 1 and 2 standard deviations, from a table of the exponential. */
  @ParameterizedTest
  @CsvSource({"30, 0", "34, 0.393469340287", "26, 0.393469340287", "38, 0.864664716763"})
  void theEpsilonErrorGrowsWithTheDistanceInStandardDeviations(double years, double expected) {
    JudgedFace face = face(AgeLabel.exact(new Age(30)).withDeviation(4), years);
    assertThat(Figure.AGE_EPSILON_ERROR.score(face)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void whereAllNamedTheSameAgeAnyOtherIsWrong() {
    AgeLabel sure = AgeLabel.exact(new Age(30)).withDeviation(0);
    assertThat(Figure.AGE_EPSILON_ERROR.score(face(sure, 30))).isZero();
    assertThat(Figure.AGE_EPSILON_ERROR.score(face(sure, 31))).isEqualTo(1);
  }

  @Test
  void withoutADeviationThereIsNoEpsilonError() {
    assertThat(Figure.AGE_EPSILON_ERROR.score(face(AgeLabel.exact(new Age(30)), 31))).isNaN();
  }

  @Test
  void cumulativeScoresCountErrorsOfExactlySoManyYears() {
    JudgedFace face = face(AgeLabel.exact(new Age(30)), 33);
    assertThat(Figure.cumulativeScores()).hasSize(11);
    assertThat(Figure.cumulativeScores().stream().map(f -> f.score(face)))
        .containsExactly(0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(Figure.AGE_CS3.key()).isEqualTo("age_cs3");
  }

  /** 9.4 years round to 9 and 9.5 to 10. */
  @ParameterizedTest
  @CsvSource({"2.4, 0, 1", "9.25, 1, 1", "9.5, 0, 1", "19, 0, 1"})
  void agesFallIntoBinsAsIfRounded(double years, double right, double oneOff) {
    JudgedFace face = binned(new AgeInterval(3, 9), years);
    assertThat(Figure.BIN_RIGHT.score(face)).isEqualTo(right);
    assertThat(Figure.BIN_ONE_OFF.score(face)).isEqualTo(oneOff);
  }

  @Test
  void twoBinsOffIsNotOneOff() {
    assertThat(Figure.BIN_ONE_OFF.score(binned(new AgeInterval(0, 2), 15))).isZero();
  }

  @Test
  void facesLabelledByBinsHaveNoErrorInYears() {
    JudgedFace face = binned(new AgeInterval(3, 9), 6);
    JudgedFace withoutBins = face(AgeLabel.within(new AgeInterval(3, 9)), 6);
    for (Figure figure :
        List.of(
            Figure.AGE_MAE, Figure.AGE_RMSE, Figure.AGE_BIAS, Figure.AGE_CS5, Figure.AGE_EXACT)) {
      assertThat(figure.score(face)).as(figure.key()).isNaN();
      assertThat(figure.score(withoutBins)).as(figure.key()).isNaN();
    }
    assertThat(Figure.BIN_RIGHT.score(withoutBins)).isNaN();
    assertThat(Figure.GENDER_ACCURACY.score(face)).isEqualTo(1);
  }

  @Test
  void aFaceOfUnknownGenderIsInNoFigureOfGender() {
    JudgedFace face =
        new JudgedFace(
            new LabelledFace("", AgeLabel.exact(new Age(3)), Optional.empty(), "", "", ""),
            prediction(4, 0.9));
    for (Figure figure :
        List.of(
            Figure.GENDER_ACCURACY, Figure.FEMALE_RECALL, Figure.MALE_RECALL, Figure.GENDER_AUC)) {
      assertThat(figure.score(face)).as(figure.key()).isNaN();
    }
    assertThat(Figure.AGE_MAE.score(face)).isCloseTo(1, within(1e-6));
  }

  @Test
  void goodnessIsLargerForTheBetterValue() {
    assertThat(Figure.AGE_MAE.better().goodness(4))
        .isGreaterThan(Figure.AGE_MAE.better().goodness(5));
    assertThat(Figure.AGE_CS5.better().goodness(0.6))
        .isGreaterThan(Figure.AGE_CS5.better().goodness(0.5));
    assertThat(Figure.AGE_BIAS.better().goodness(-1))
        .isGreaterThan(Figure.AGE_BIAS.better().goodness(2));
  }

  @Test
  void anEstimateIsANumberWithItsIntervalInOrder() {
    assertThatThrownBy(() -> new Estimate(Double.NaN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Estimate(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Estimate(1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Estimate.alone(1).hasInterval()).isFalse();
  }
}
