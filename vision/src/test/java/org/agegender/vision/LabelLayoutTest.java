package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agegender.vision.LabelLayout.Face;
import org.agegender.vision.LabelLayout.Place;
import org.agegender.vision.LabelLayout.Size;
import org.junit.jupiter.api.Test;

final class LabelLayoutTest {

  private static final Area CANVAS = new Area(0, 0, 600, 400);
  private static final List<List<Size>> TWO_FONTS =
      List.of(
          List.of(new Size(160, 20), new Size(90, 36)),
          List.of(new Size(80, 10), new Size(45, 18)));

  private static Face face(int x, int y, int side) {
    return new Face(new Area(x, y, side, side), 1, TWO_FONTS);
  }

  private static List<Optional<Place>> place(Face... faces) {
    return new LabelLayout(CANVAS, List.of(faces)).place();
  }

  private static boolean apart(Area one, Area other) {
    return one.x() + one.width() <= other.x()
        || other.x() + other.width() <= one.x()
        || one.y() + one.height() <= other.y()
        || other.y() + other.height() <= one.y();
  }

  @Test
  void aLabelStandsOnItsBoxInTheLargestFont() {
    assertThat(place(face(200, 200, 100)))
        .containsExactly(Optional.of(new Place(new Area(199, 179, 160, 20), 0, 0)));
  }

  @Test
  void atTheUpperEdgeTheLabelHangsBelow() {
    assertThat(place(face(200, 0, 100)))
        .containsExactly(Optional.of(new Place(new Area(199, 101, 160, 20), 0, 0)));
  }

  @Test
  void atTheRightEdgeTheLabelIsMovedIntoThePicture() {
    assertThat(place(face(540, 200, 50)))
        .containsExactly(Optional.of(new Place(new Area(440, 179, 160, 20), 0, 0)));
  }

  @Test
  void aLargeFaceWithoutRoomAroundItCarriesItsLabel() {
    Face whole = new Face(CANVAS, 1, TWO_FONTS);
    assertThat(place(whole))
        .containsExactly(Optional.of(new Place(new Area(0, 380, 160, 20), 0, 0)));
  }

  @Test
  void aSmallFaceWithoutRoomAroundItHasNoPlace() {
    LabelLayout tight =
        new LabelLayout(
            new Area(0, 0, 60, 60),
            List.of(new Face(new Area(0, 0, 60, 60), 1, List.of(List.of(new Size(50, 20))))));
    assertThat(tight.place()).containsExactly(Optional.empty());
  }

  @Test
  void fewLabelsThatDoNotFitGetASmallerFontAndTheOthersKeepTheirs() {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      faces.add(face(10 + 200 * i, 100, 100));
    }
    List<List<Size>> tooWideAtFirst =
        List.of(List.of(new Size(601, 20)), List.of(new Size(80, 10)));
    faces.add(new Face(new Area(300, 300, 50, 50), 1, tooWideAtFirst));
    List<Optional<Place>> places = new LabelLayout(CANVAS, faces).place();
    assertThat(places.subList(0, 3)).allSatisfy(p -> assertThat(p.orElseThrow().font()).isZero());
    assertThat(places.get(3)).contains(new Place(new Area(299, 289, 80, 10), 1, 0));
  }

  @Test
  void whereManyLabelsDoNotFitAllGetASmallerFont() {
    List<List<Size>> tooWideAtFirst =
        List.of(List.of(new Size(601, 20)), List.of(new Size(80, 10)));
    List<Face> faces =
        List.of(face(10, 100, 100), new Face(new Area(300, 300, 50, 50), 1, tooWideAtFirst));
    assertThat(new LabelLayout(CANVAS, faces).place())
        .allSatisfy(p -> assertThat(p.orElseThrow().font()).isEqualTo(1));
  }

  @Test
  void noLabelCoversAnotherFaceOrAnotherLabelOrLeavesThePicture() {
    Random random = new Random(5);
    int placed = 0;
    for (int round = 0; round < 40; round++) {
      List<Face> faces = new ArrayList<>();
      int number = 1 + random.nextInt(30);
      for (int i = 0; i < number; i++) {
        int side = 10 + random.nextInt(120);
        faces.add(face(random.nextInt(600 - side), random.nextInt(400 - side), side));
      }
      List<Optional<Place>> places = new LabelLayout(CANVAS, faces).place();
      assertThat(places).hasSize(number);
      for (int i = 0; i < number; i++) {
        if (places.get(i).isEmpty()) {
          continue;
        }
        placed++;
        Area label = places.get(i).get().area();
        assertThat(CANVAS.contains(label)).isTrue();
        for (int j = 0; j < number; j++) {
          if (j != i) {
            assertThat(apart(label, faces.get(j).box())).as("%s %s", label, faces.get(j)).isTrue();
            places.get(j).ifPresent(p -> assertThat(apart(label, p.area())).isTrue());
          }
        }
      }
    }
    assertThat(placed).isGreaterThan(300);
  }
}
