package org.agegender.evaluation.figures;

import static org.agegender.evaluation.figures.Faces.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GroupStatisticsTest {

  private static double of(Figure figure, List<JudgedFace> faces) {
    double[] once = new double[faces.size()];
    Arrays.fill(once, 1);
    return of(figure, faces, once);
  }

  private static double of(Figure figure, List<JudgedFace> faces, double[] weights) {
    int[] all = IntStream.range(0, faces.size()).toArray();
    return new GroupStatistics(Scores.of(faces), all, List.of(figure)).of(weights)[0];
  }

  private static List<JudgedFace> genders(double[] female, double[] male) {
    List<JudgedFace> faces = new ArrayList<>();
    for (double p : female) {
      faces.add(face(30, Gender.FEMALE, 30, p));
    }
    for (double p : male) {
      faces.add(face(30, Gender.MALE, 30, p));
    }
    return faces;
  }

  /** The example in scikit-learn's documentation of roc_auc_score and roc_curve. */
  @Test
  void theAreaUnderTheRocCurveIsThePublishedOne() {
    List<JudgedFace> faces = genders(new double[] {0.1, 0.4}, new double[] {0.35, 0.8});
    assertThat(of(Figure.GENDER_AUC, faces)).isEqualTo(0.75);
    assertThat(RocCurve.of(faces))
        .containsExactly(
            new RocPoint(Double.POSITIVE_INFINITY, 0, 0),
            new RocPoint(0.8, 0, 0.5),
            new RocPoint(0.4, 0.5, 0.5),
            new RocPoint(0.35, 0.5, 1),
            new RocPoint(0.1, 1, 1));
  }

  /**
   * Pairs (female, male): 0.2 with 0.2, 0.5, 0.9 gives 1/2 + 1 + 1; 0.5 gives 0 + 1/2 + 1; 0.5 the
   * same: 5.5 of 9.
   */
  @Test
  void equalScoresCountHalf() {
    List<JudgedFace> faces = genders(new double[] {0.2, 0.5, 0.5}, new double[] {0.5, 0.2, 0.9});
    assertThat(of(Figure.GENDER_AUC, faces)).isCloseTo(5.5 / 9, within(1e-15));
    assertThat(of(Figure.GENDER_AUC, genders(new double[] {0.5}, new double[] {0.5, 0.5})))
        .isEqualTo(0.5);
    assertThat(RocCurve.of(faces))
        .extracting(RocPoint::falseMale, RocPoint::trueMale)
        .containsExactly(
            tuple(0.0, 0.0), tuple(0.0, 1 / 3.0), tuple(2 / 3.0, 2 / 3.0), tuple(1.0, 1.0));
  }

  @Test
  void oneGenderAloneHasNoAreaNoCurveAndNoBalance() {
    List<JudgedFace> faces = genders(new double[] {0.2, 0.7}, new double[0]);
    assertThat(of(Figure.GENDER_AUC, faces)).isNaN();
    assertThat(of(Figure.GENDER_BALANCED_ACCURACY, faces)).isNaN();
    assertThat(of(Figure.MALE_RECALL, faces)).isNaN();
    assertThat(of(Figure.FEMALE_RECALL, faces)).isEqualTo(0.5);
    assertThat(RocCurve.of(faces)).isEmpty();
  }

  @Test
  void aLongCurveIsThinnedAndKeepsItsEnds() {
    SplittableRandom random = new SplittableRandom(1);
    double[] female = random.doubles(5000).toArray();
    double[] male = random.doubles(5000).toArray();
    List<RocPoint> curve = RocCurve.of(genders(female, male));
    assertThat(curve).hasSizeBetween(100, 202);
    assertThat(curve.get(curve.size() - 1).falseMale()).isEqualTo(1);
    assertThat(curve.get(curve.size() - 1).trueMale()).isEqualTo(1);
  }

  /** Female: 1 of 4 wrong; male: 1 of 2 wrong; accuracy 4/6, balanced (3/4 + 1/2) / 2. */
  @Test
  void balancedAccuracyIsTheMeanOfTheRecalls() {
    List<JudgedFace> faces = genders(new double[] {0.1, 0.2, 0.3, 0.8}, new double[] {0.9, 0.4});
    assertThat(of(Figure.GENDER_ACCURACY, faces)).isCloseTo(4 / 6.0, within(1e-15));
    assertThat(of(Figure.GENDER_BALANCED_ACCURACY, faces)).isEqualTo(0.625);
    assertThat(Confusion.of(faces)).isEqualTo(new Confusion(3, 1, 1, 1));
  }

  private static double median(double[] scores, double[] weights) {
    return new WeightedMedian(scores).of(weights, new double[0]);
  }

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    double[] once = {1, 1, 1, 1};
    assertThat(median(new double[] {7, 1, 3, 2}, once)).isEqualTo(2.5);
    assertThat(median(new double[] {7, 1, Double.NaN, 2}, once)).isEqualTo(2);
    assertThat(median(new double[] {7, 1, 3, 2}, new double[] {0, 3, 1, 1})).isEqualTo(1);
    assertThat(median(new double[] {7, 1, 3, 2}, new double[] {2, 1, 0, 1})).isEqualTo(4.5);
    assertThat(median(new double[] {7, 1, 3, 2}, new double[4])).isNaN();
  }

  /** Errors -2, 1, 3, 10. */
  @Test
  void errorsInYearsAreThoseWorkedOutByHand() {
    List<JudgedFace> faces =
        List.of(
            face(20, Gender.MALE, 18, 0.5),
            face(30, Gender.MALE, 31, 0.5),
            face(40, Gender.MALE, 43, 0.5),
            face(50, Gender.MALE, 60, 0.5));
    assertThat(of(Figure.AGE_MAE, faces)).isEqualTo(4);
    assertThat(of(Figure.AGE_BIAS, faces)).isEqualTo(3);
    assertThat(of(Figure.AGE_RMSE, faces)).isCloseTo(Math.sqrt(114 / 4.0), within(1e-12));
    assertThat(of(Figure.AGE_MEDIAN_ERROR, faces)).isEqualTo(2.5);
    assertThat(of(Figure.AGE_CS2, faces)).isEqualTo(0.5);
    assertThat(of(Figure.AGE_CS10, faces)).isEqualTo(1);
  }

  /** What a bootstrap rests on: a weight of k is the same as k copies. */
  @ParameterizedTest
  @EnumSource(Figure.class)
  void aWeightIsTheSameAsCopies(Figure figure) {
    SplittableRandom random = new SplittableRandom(5);
    List<JudgedFace> faces = new ArrayList<>();
    List<JudgedFace> copied = new ArrayList<>();
    double[] weights = new double[40];
    for (int i = 0; i < weights.length; i++) {
      Gender gender = Gender.ofCode(random.nextInt(2));
      JudgedFace face =
          face(random.nextInt(100), gender, random.nextInt(100), random.nextInt(10) / 10.0);
      faces.add(face);
      weights[i] = random.nextInt(4);
      for (int k = 0; k < weights[i]; k++) {
        copied.add(face);
      }
    }
    assertThat(of(figure, faces, weights)).isCloseTo(of(figure, copied), within(1e-12));
  }
}
