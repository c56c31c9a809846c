package org.agegender.evaluation.figures;

import static org.agegender.evaluation.figures.Faces.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agegender.core.Gender;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

  /** Errors up to 40 years that all models share, and so many years on top. */
  private static List<JudgedFace> model(int more) {
    Random random = new Random(9);
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      faces.add(face(30, Gender.ofCode(i % 2), 30 + random.nextInt(40) + more, 0.3));
    }
    return faces;
  }

  @Test
  void theSameDrawsMakeAConstantDifferenceCertain() {
    Comparison comparison = Comparison.of(List.of(model(1), model(0), model(3)), BOOTSTRAP);
    assertThat(comparison.models().get(0).differences()).isEmpty();
    Estimate first = comparison.models().get(0).values().get(Figure.AGE_MAE);
    assertThat(first.high() - first.low()).isGreaterThan(3);
    Comparison.Difference better = difference(comparison, 1, Figure.AGE_MAE);
    assertThat(better.difference().value()).isCloseTo(-1, within(1e-9));
    assertThat(better.difference().low()).isCloseTo(-1, within(1e-9));
    assertThat(better.difference().high()).isCloseTo(-1, within(1e-9));
    assertThat(better.better()).isEqualTo(1);
    Comparison.Difference worse = difference(comparison, 2, Figure.AGE_MAE);
    assertThat(worse.difference().value()).isCloseTo(2, within(1e-9));
    assertThat(worse.better()).isZero();
    assertThat(difference(comparison, 2, Figure.GENDER_AUC).better()).isEqualTo(0.5);
  }

  private static Comparison.Difference difference(Comparison comparison, int model, Figure figure) {
    Comparison.Difference found = comparison.models().get(model).differences().get(figure);
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void valuesAndIntervalsAreThoseOfEachModelAlone() {
    Comparison comparison = Comparison.of(List.of(model(0), model(2)), BOOTSTRAP);
    assertThat(comparison.models().get(1).values())
        .isEqualTo(SetFigures.of(model(2), BOOTSTRAP).overall().values());
  }

  @Test
  void modelsJudgedOnOtherFacesAreRefused() {
    assertThatThrownBy(() -> Comparison.of(List.of(model(0), model(0).subList(0, 99)), BOOTSTRAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same faces");
    assertThatThrownBy(() -> Comparison.of(List.of(model(0)), BOOTSTRAP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
