package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.agegender.core.Point;
import org.junit.jupiter.api.Test;

final class SimilarityTransformTest {

  private static final List<Point> FROM =
      List.of(
          new Point(58, 56),
          new Point(138, 50),
          new Point(100, 101),
          new Point(66, 145),
          new Point(130, 140));

  @Test
  void anExactTransformIsFoundAgain() {
    SimilarityTransform turned = new SimilarityTransform(0.6, -0.8, 3, 7);
    SimilarityTransform found =
        SimilarityTransform.between(FROM, FROM.stream().map(turned::apply).toList());
    assertThat(found.a()).isCloseTo(0.6, within(1e-9));
    assertThat(found.b()).isCloseTo(-0.8, within(1e-9));
    assertThat(found.dx()).isCloseTo(3, within(1e-9));
    assertThat(found.dy()).isCloseTo(7, within(1e-9));
    assertThat(found.scale()).isCloseTo(1, within(1e-9));
  }

  @Test
  void theInverseLeadsBack() {
    SimilarityTransform there = new SimilarityTransform(0.3, 0.7, -20, 11);
    Point back = there.inverse().apply(there.apply(new Point(13, 17)));
    assertThat(back.x()).isCloseTo(13, within(1e-9));
    assertThat(back.y()).isCloseTo(17, within(1e-9));
  }

  /** Computed apart with numpy.linalg.lstsq on the ten equations. */
  @Test
  void leastSquaresAgreeWithAGeneralSolver() {
    List<Point> to =
        List.of(
            new Point(33.6, 30.24),
            new Point(78.4, 30.24),
            new Point(56, 55.776),
            new Point(37.408, 81.872),
            new Point(74.592, 81.872));
    SimilarityTransform found = SimilarityTransform.between(FROM, to);
    assertThat(found.a()).isCloseTo(0.5715785991398759, within(1e-9));
    assertThat(found.b()).isCloseTo(0.01706053953264486, within(1e-9));
    assertThat(found.dx()).isCloseTo(1.4354229346486056, within(1e-7));
    assertThat(found.dy()).isCloseTo(-1.922091245376144, within(1e-7));
  }

  @Test
  void pointsThatCoincideGiveNoTransform() {
    List<Point> same = List.of(new Point(1, 1), new Point(1, 1));
    assertThatThrownBy(() -> SimilarityTransform.between(same, same))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
