package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.agegender.vision.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a picture, with white rectangles for faces. */
final class ScanTest {

  private static final WhiteSquares NETWORK = new WhiteSquares(8, 16, 250);

  @ParameterizedTest
  @CsvSource({
    "4000, 3000, 20", "4000, 3000, 60", "4000, 3000, 200", "4000, 3000, 700", "4000, 3000, 2400",
    "3000, 4000, 20", "640, 480, 20", "640, 480, 470", "321, 200, 30", "100, 80, 20",
    "6000, 500, 24", "200, 3000, 180"
  })
  void facesOfAllSizesAreFoundWhereTheyAre(int width, int height, int side) {
    int[] face = {width - side - 7, (height - side) / 2, side, side};
    List<Candidate> found = scan(width, height, List.of(face), DetectorOptions.DEFAULT);
    assertThat(found).hasSize(1);
    double exact = Math.max(2, side / 20.0);
    assertThat(found.get(0).left()).isCloseTo(face[0], within(exact));
    assertThat(found.get(0).top()).isCloseTo(face[1], within(exact));
    assertThat(found.get(0).width()).isCloseTo(side, within(exact));
    assertThat(found.get(0).height()).isCloseTo(side, within(exact));
    assertThat(found.get(0).points()[0]).isCloseTo(face[0] + 0.3 * side, within(exact));
    assertThat(found.get(0).points()[9]).isCloseTo(face[1] + 0.8 * side, within(exact));
  }

  @Test
  void eachOfHundredsIsToldOnce() {
    List<int[]> faces = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int side = 22 + i % 60;
      faces.add(new int[] {i % 25 * 90 + 3, i / 25 * 90 + 5, side, side});
    }
    List<Candidate> found = scan(2300, 1460, faces, DetectorOptions.DEFAULT);
    assertThat(found).hasSize(400);
    for (int[] face : faces) {
      assertThat(found)
          .filteredOn(
              c ->
                  Math.abs(c.centreX() - face[0] - face[2] / 2.0) < 3
                      && Math.abs(c.centreY() - face[1] - face[3] / 2.0) < 3
                      && Math.abs(c.width() - face[2]) < 4)
          .hasSize(1);
    }
  }

  @Test
  void aFaceOnTheCutBetweenTilesIsToldOnceAndWhole() {
    List<int[]> faces = new ArrayList<>();
    for (int x = 20; x < 2300; x += 130) {
      faces.add(new int[] {x, 100, 80, 80});
    }
    List<Candidate> found = scan(2400, 300, faces, DetectorOptions.DEFAULT);
    assertThat(found).hasSameSizeAs(faces);
    assertThat(found).allSatisfy(face -> assertThat(face.width()).isCloseTo(80, within(4.0)));
  }

  @Test
  void facesBelowTheSmallestCostNothing() {
    List<int[]> face = List.of(new int[] {2000, 1000, 20, 20});
    DetectorOptions coarse = DetectorOptions.DEFAULT.withSmallestFace(400);
    List<String> views = new ArrayList<>();
    DetectionNetwork counting =
        (sheet, minScore) -> {
          views.add(sheet.width() + "x" + sheet.height());
          return NETWORK.candidates(sheet, minScore);
        };
    try (Picture picture = WhiteSquares.picture(4000, 3000, face)) {
      assertThat(new Scan(counting, coarse, picture, Scan.sheet()).faces()).isEmpty();
      // The whole picture, and small within its border.
      assertThat(views).containsExactly("320x256", "320x288");
      assertThat(new Scan(counting, DetectorOptions.DEFAULT, picture, Scan.sheet()).faces())
          .hasSize(1);
      assertThat(views).hasSizeGreaterThan(35);
    }
  }

  @Test
  void whatTheFirstViewIsUnsureOfGetsASecondLook() {
    WhiteSquares unsure = new WhiteSquares(8, 40, 60);
    List<int[]> face = List.of(new int[] {100, 100, 30, 30});
    try (Picture picture = WhiteSquares.picture(320, 320, face)) {
      List<Candidate> found =
          new Scan(unsure, DetectorOptions.DEFAULT, picture, Scan.sheet()).faces();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).left()).isCloseTo(100, within(1.0));
      assertThat(found.get(0).width()).isCloseTo(30, within(1.0));
    }
  }

  @Test
  void whatTheSecondLookDoesNotConfirmIsNoFace() {
    WhiteSquares never = new WhiteSquares(8, 300, 400);
    List<int[]> face = List.of(new int[] {100, 100, 30, 30});
    try (Picture picture = WhiteSquares.picture(320, 320, face)) {
      assertThat(new Scan(never, DetectorOptions.DEFAULT, picture, Scan.sheet()).faces()).isEmpty();
    }
  }

  @Test
  void aPictureThatIsAllFaceIsFoundSmallWithinABorder() {
    WhiteSquares small = new WhiteSquares(20, 100, 200);
    for (int side : new int[] {200, 1000, 3000}) {
      List<int[]> all = List.of(new int[] {0, 0, side, side});
      try (Picture picture = WhiteSquares.picture(side, side, all)) {
        List<Candidate> found =
            new Scan(small, DetectorOptions.DEFAULT, picture, Scan.sheet()).faces();
        assertThat(found).as("side %d", side).hasSize(1);
        assertThat(found.get(0).left()).isCloseTo(0, within(1.0));
        assertThat(found.get(0).width()).isCloseTo(side, within(1.0));
      }
    }
  }

  @Test
  void aPictureOfOnePixelHasNoFace() {
    assertThat(scan(1, 1, List.of(), DetectorOptions.DEFAULT)).isEmpty();
    assertThat(scan(5000, 1, List.of(), DetectorOptions.DEFAULT)).isEmpty();
    assertThat(scan(1, 5000, List.of(), DetectorOptions.DEFAULT)).isEmpty();
  }

  private static List<Candidate> scan(
      int width, int height, List<int[]> faces, DetectorOptions options) {
    try (Picture picture = WhiteSquares.picture(width, height, faces)) {
      return new Scan(NETWORK, options, picture, Scan.sheet()).faces();
    }
  }
}
