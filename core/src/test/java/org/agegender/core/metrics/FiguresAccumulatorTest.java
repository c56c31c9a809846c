package org.agegender.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.junit.jupiter.api.Test;

final class FiguresAccumulatorTest {

  private static final List<Figure> WATCHED =
      List.of(
          Figure.AGE_MAE,
          Figure.AGE_RMSE,
          Figure.AGE_BIAS,
          Figure.AGE_CS5,
          Figure.AGE_EXACT,
          Figure.GENDER_ACCURACY);

  /** A face predicted to be of two ages with the same probability, that is, of their mean. */
  private static JudgedFace face(int years, Gender gender, int one, int other, double male) {
    float[] ages = new float[Age.CLASSES];
    ages[one] += 0.5f;
    ages[other] += 0.5f;
    return new JudgedFace(
        new LabelledFace("", new Age(years), gender, "", "", ""),
        new Prediction(AgeDistribution.of(ages), male));
  }

  /** Errors +2, -5, +5.5, 0: worked out by hand. */
  @Test
  void givesTheFiguresWorkedOutByHand() {
    FiguresAccumulator accumulator = new FiguresAccumulator(WATCHED);
    accumulator.add(face(20, Gender.MALE, 20, 24, 0.9));
    accumulator.add(face(29, Gender.MALE, 24, 24, 0.4));
    accumulator.add(face(60, Gender.FEMALE, 65, 66, 0.1));
    accumulator.add(face(100, Gender.FEMALE, 100, 100, 0.5));
    Figures all = accumulator.figures();
    assertThat(all.faces()).isEqualTo(4);
    assertThat(all.value(Figure.AGE_MAE)).isCloseTo(12.5 / 4, within(1e-12));
    assertThat(all.value(Figure.AGE_RMSE))
        .isCloseTo(Math.sqrt((4 + 25 + 30.25) / 4), within(1e-12));
    assertThat(all.value(Figure.AGE_BIAS)).isCloseTo(2.5 / 4, within(1e-12));
    assertThat(all.value(Figure.AGE_CS5)).isEqualTo(0.75);
    assertThat(all.value(Figure.AGE_EXACT)).isEqualTo(0.5);
    assertThat(all.value(Figure.GENDER_ACCURACY)).isEqualTo(0.75);
  }

  @Test
  void nothingAddedGivesNoNumbers() {
    Figures none = new FiguresAccumulator(WATCHED).figures();
    assertThat(none.faces()).isZero();
    assertThat(none.values()).isEmpty();
    assertThat(none.value(Figure.AGE_MAE)).isNaN();
  }

  @Test
  void aFigureThatNeedsAllFacesAtOnceIsRefused() {
    assertThatThrownBy(() -> new FiguresAccumulator(List.of(Figure.AGE_MEDIAN_ERROR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("age_median_error");
  }
}
