package org.agegender.evaluation.figures;

import static org.agegender.evaluation.figures.Faces.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;
import org.junit.jupiter.api.Test;

final class SetFiguresTest {

  private static final Bootstrap FEW = new Bootstrap(50, 0);

  private static List<JudgedFace> faces(int count, String group, int years, int predicted) {
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Gender gender = Gender.ofCode(i % 2);
      faces.add(face(years, gender, "", group, predicted, gender.code()));
    }
    return faces;
  }

  private static List<JudgedFace> joined(List<JudgedFace> one, List<JudgedFace> other) {
    List<JudgedFace> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void groupsAreThoseOfTheLabels() {
    SetFigures figures = SetFigures.of(joined(faces(30, "A", 37, 39), faces(40, "B", 41, 46)), FEW);
    assertThat(keys(figures, Dimension.DECADE)).containsExactly("30", "40");
    assertThat(keys(figures, Dimension.AGE)).containsExactly("37", "41");
    assertThat(keys(figures, Dimension.GENDER)).containsExactly("female", "male");
    assertThat(keys(figures, Dimension.GROUP)).containsExactly("A", "B");
    assertThat(keys(figures, Dimension.GENDER_AND_DECADE))
        .containsExactly("female 30", "female 40", "male 30", "male 40");
    GroupFigures b = figures.by(Dimension.GROUP).orElseThrow().group("B").orElseThrow();
    assertThat(b.faces()).isEqualTo(40);
    assertThat(b.value(Figure.AGE_MAE)).isEqualTo(5);
    assertThat(b.value(Figure.GENDER_AUC)).isEqualTo(1);
    assertThat(b.confusion()).isEqualTo(new Confusion(20, 0, 0, 20));
    assertThat(figures.overall().value(Figure.AGE_BIAS)).isEqualTo((30 * 2 + 40 * 5) / 70.0);
    assertThat(figures.by(Dimension.BIN)).isEmpty();
  }

  private static List<String> keys(SetFigures figures, Dimension by) {
    return figures.by(by).orElseThrow().groups().stream().map(GroupFigures::key).toList();
  }

  @Test
  void theWorstAndTheBestGroupAreNamedWithTheirGap() {
    SetFigures figures = SetFigures.of(joined(faces(30, "A", 37, 39), faces(40, "B", 41, 36)), FEW);
    Gap mae = gap(figures, Dimension.GROUP, Figure.AGE_MAE).orElseThrow();
    assertThat(List.of(mae.worst(), mae.best())).containsExactly("B", "A");
    assertThat(mae.difference().value()).isEqualTo(3);
    assertThat(mae.difference().low()).isEqualTo(3);
    assertThat(gap(figures, Dimension.GROUP, Figure.AGE_BIAS).orElseThrow().worst()).isEqualTo("B");
    assertThat(gap(figures, Dimension.AGE, Figure.AGE_MAE)).isEmpty();
  }

  @Test
  void smallGroupsAreMarkedAndNeitherWorstNorBest() {
    List<JudgedFace> large = joined(faces(30, "A", 37, 39), faces(30, "B", 41, 36));
    SetFigures figures = SetFigures.of(joined(large, faces(29, "C", 50, 90)), FEW);
    Breakdown byGroup = figures.by(Dimension.GROUP).orElseThrow();
    assertThat(byGroup.groups())
        .extracting(GroupFigures::small)
        .containsExactly(false, false, true);
    assertThat(gap(figures, Dimension.GROUP, Figure.AGE_MAE).orElseThrow().worst()).isEqualTo("B");
    SetFigures one = SetFigures.of(joined(faces(30, "A", 37, 39), faces(29, "C", 50, 90)), FEW);
    assertThat(gap(one, Dimension.GROUP, Figure.AGE_MAE)).isEmpty();
  }

  @Test
  void aGapToTheFacesOfOnePersonHasNoInterval() {
    List<JudgedFace> one = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      one.add(face(37, Gender.ofCode(i % 2), "p", "A", 39, i % 2));
    }
    SetFigures figures = SetFigures.of(joined(one, faces(40, "B", 41, 36)), FEW);
    Gap mae = gap(figures, Dimension.GROUP, Figure.AGE_MAE).orElseThrow();
    assertThat(mae.difference()).isEqualTo(Estimate.alone(3));
  }

  @Test
  void aFigureOfOnePersonHasNoIntervalThoughThereAreOthersWithoutItsLabel() {
    List<JudgedFace> faces = new ArrayList<>();
    faces.add(face(30, Gender.MALE, "p", "", 33, 0.9));
    faces.add(face(30, Gender.MALE, "p", "", 33, 0.2));
    for (int i = 0; i < 5; i++) {
      AgeLabel label = AgeLabel.exact(new Age(30 + i));
      faces.add(
          new JudgedFace(
              new LabelledFace("f.jpg", label, Optional.empty(), "", "", ""),
              Faces.prediction(30, 1)));
    }
    GroupFigures all = SetFigures.of(faces, FEW).overall();
    assertThat(all.figure(Figure.GENDER_ACCURACY)).contains(Estimate.alone(0.5));
    assertThat(all.figure(Figure.AGE_MAE).orElseThrow().hasInterval()).isTrue();
  }

  private static Optional<Gap> gap(SetFigures figures, Dimension by, Figure figure) {
    return figures.gaps().stream().filter(g -> g.by() == by && g.figure() == figure).findFirst();
  }

  @Test
  void facesLabelledByBinsAreGroupedByBins() {
    AgeBins bins = new AgeBins(List.of(new AgeInterval(0, 9), new AgeInterval(10, 19)));
    List<JudgedFace> faces =
        List.of(
            binned(bins, 0, 5, Optional.of(Gender.MALE)),
            binned(bins, 0, 15, Optional.empty()),
            binned(bins, 1, 15, Optional.of(Gender.MALE)));
    SetFigures figures = SetFigures.of(faces, FEW);
    assertThat(keys(figures, Dimension.BIN)).containsExactly("0-9", "10-19");
    assertThat(keys(figures, Dimension.GENDER_AND_BIN)).containsExactly("male 0-9", "male 10-19");
    assertThat(figures.by(Dimension.DECADE)).isEmpty();
    assertThat(figures.by(Dimension.AGE)).isEmpty();
    assertThat(figures.overall().value(Figure.BIN_RIGHT)).isEqualTo(2 / 3.0);
    assertThat(figures.overall().value(Figure.BIN_ONE_OFF)).isEqualTo(1);
    assertThat(figures.overall().figure(Figure.AGE_MAE)).isEmpty();
    assertThat(figures.overall().figure(Figure.AGE_MEDIAN_ERROR)).isEmpty();
    assertThat(figures.overall().confusion()).isEqualTo(new Confusion(0, 0, 0, 2));
  }

  private static JudgedFace binned(AgeBins bins, int bin, int predicted, Optional<Gender> gender) {
    AgeLabel label = AgeLabel.within(bins.bins().get(bin));
    return new JudgedFace(
        new LabelledFace("f.jpg", label, gender, "", "", ""),
        Faces.prediction(predicted, 1),
        Optional.of(bins));
  }

  @Test
  void noFacesAreRefused() {
    assertThatThrownBy(() -> SetFigures.of(List.of(), FEW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
