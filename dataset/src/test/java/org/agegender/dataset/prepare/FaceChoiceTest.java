package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.vision.DetectedFace;
import org.junit.jupiter.api.Test;

class FaceChoiceTest {

  private static final Optional<FaceBox> UNTOLD = Optional.empty();

  @Test
  void theFaceInTheDataSetsBoxIsTakenThoughOthersAreLarger() {
    DetectedFace large = face(0, 0, 200, 200);
    DetectedFace near = face(260, 100, 50, 50);
    DetectedFace labelled = face(300, 105, 60, 60);
    FaceChoice choice = new FaceChoice(400, 300, Optional.of(new FaceBox(305, 100, 60, 60)));
    assertThat(choice.choose(List.of(large, labelled, near))).contains(labelled);
  }

  @Test
  void aFaceElsewhereIsNotTheLabelledOne() {
    FaceChoice choice = new FaceChoice(400, 300, Optional.of(new FaceBox(300, 200, 60, 60)));
    assertThat(choice.choose(List.of(face(0, 0, 200, 200)))).isEmpty();
    // 60 x 20 shared of 60 x 100 together is just enough; 60 x 19 of 60 x 101 is not.
    assertThat(choice.choose(List.of(face(300, 160, 60, 60)))).isPresent();
    assertThat(choice.choose(List.of(face(300, 159, 60, 60)))).isEmpty();
    assertThat(choice.place()).contains(new FaceBox(300, 200, 60, 60));
  }

  @Test
  void withoutABoxTheLargestAndMostCentralIsTaken() {
    DetectedFace central = face(150, 100, 90, 90);
    DetectedFace aside = face(0, 0, 100, 100);
    DetectedFace tiny = face(190, 140, 20, 20);
    FaceChoice choice = new FaceChoice(400, 300, UNTOLD);
    assertThat(choice.choose(List.of(aside, central, tiny))).contains(central);
    assertThat(choice.choose(List.of(aside))).contains(aside);
    assertThat(choice.choose(List.of())).isEmpty();
    assertThat(choice.place()).isEmpty();
  }

  @Test
  void ofEqualFacesTheFirstIsTaken() {
    DetectedFace left = face(100, 100, 50, 50);
    DetectedFace right = face(250, 100, 50, 50);
    assertThat(new FaceChoice(400, 300, UNTOLD).choose(List.of(left, right))).contains(left);
    assertThat(new FaceChoice(400, 300, UNTOLD).choose(List.of(right, left))).contains(right);
  }

  @Test
  void inPublishedCropsTheLabelledFaceIsInTheMiddle() {
    FaceBox inFullPicture = new FaceBox(500, 20, 100, 110);
    FaceChoice crop = new FaceChoice(180, 198, Optional.of(inFullPicture));
    assertThat(crop.place()).contains(new FaceBox(40, 44, 100, 110));
    DetectedFace middle = face(45, 50, 90, 90);
    assertThat(crop.choose(List.of(face(0, 0, 60, 60), middle))).contains(middle);
    FaceChoice smaller = new FaceChoice(90, 99, Optional.of(inFullPicture));
    assertThat(smaller.place()).contains(new FaceBox(20, 22, 50, 55));
    FaceChoice almostSo = new FaceChoice(220, 198, Optional.of(new FaceBox(5, 6, 100, 110)));
    assertThat(almostSo.place()).contains(new FaceBox(5, 6, 100, 110));
  }

  @Test
  void aBoxThatIsMostlyOutsideThePictureTellsNothing() {
    assertThat(new FaceChoice(100, 100, Optional.of(new FaceBox(60, 0, 81, 50))).place()).isEmpty();
    FaceBox halfInside = new FaceBox(60, 0, 80, 50);
    assertThat(new FaceChoice(100, 100, Optional.of(halfInside)).place()).contains(halfInside);
  }

  @Test
  void theMiddleIsTheLargestSquareThere() {
    assertThat(new FaceChoice(400, 300, UNTOLD).middle()).isEqualTo(new FaceBox(50, 0, 300, 300));
    assertThat(new FaceChoice(3, 8, UNTOLD).middle()).isEqualTo(new FaceBox(0, 2, 3, 3));
  }

  private static DetectedFace face(int x, int y, int width, int height) {
    return new DetectedFace(new FaceBox(x, y, width, height), 0.9, Optional.empty());
  }
}
