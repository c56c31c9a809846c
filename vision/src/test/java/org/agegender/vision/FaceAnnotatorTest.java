package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaceAnnotatorTest {

  private static final List<String> TEXT = List.of("34 (29-40)", "female 0.97");

  private static RgbImage grey(int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    Arrays.fill(pixels, (byte) 60);
    return new RgbImage(width, height, pixels);
  }

  private static RgbImage annotate(int width, int height, FaceBox... boxes) {
    List<FaceLabel> labels = Arrays.stream(boxes).map(box -> new FaceLabel(box, TEXT)).toList();
    try (Picture picture = Picture.of(grey(width, height));
        Picture annotated = FaceAnnotator.annotate(picture, labels)) {
      assertThat(picture.toRgb()).as("the picture itself").isEqualTo(grey(width, height));
      return annotated.toRgb();
    }
  }

  /** Whether a pixel is as it was. */
  private static boolean isGrey(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    return image.pixels()[at] == 60 && image.pixels()[at + 1] == 60 && image.pixels()[at + 2] == 60;
  }

  /** Height of the area in the first face's colour that the text stands on. */
  private static int labelHeight(RgbImage image) {
    int rows = 0;
    for (int y = 0; y < image.height(); y++) {
      int orange = 0;
      for (int x = 0; x < image.width(); x++) {
        int at = (y * image.width() + x) * 3;
        boolean isOrange =
            (image.pixels()[at] & 0xff) == 230
                && (image.pixels()[at + 1] & 0xff) == 159
                && image.pixels()[at + 2] == 0;
        orange += isOrange ? 1 : 0;
      }
      rows += orange > image.width() / 8 ? 1 : 0;
    }
    return rows;
  }

  @Test
  void withoutFacesThePictureIsAsItWas() {
    assertThat(annotate(300, 200)).isEqualTo(grey(300, 200));
  }

  @Test
  void theFaceItselfStaysVisible() {
    RgbImage annotated = annotate(600, 400, new FaceBox(200, 150, 100, 120));
    assertThat(annotated.width()).isEqualTo(600);
    assertThat(annotated.height()).isEqualTo(400);
    for (int y = 150; y < 270; y++) {
      for (int x = 200; x < 300; x++) {
        assertThat(isGrey(annotated, x, y)).as("%d, %d", x, y).isTrue();
      }
    }
    assertThat(isGrey(annotated, 199, 200)).as("the line around it").isFalse();
  }

  /** Of a picture that fills a screen of 1,000 pixels the text is 13 pixels high or more. */
  @ParameterizedTest
  @CsvSource({"300,200,12", "1000,700,13", "3000,2000,39", "6000,4000,78"})
  void theTextGrowsWithThePicture(int width, int height, int atLeast) {
    RgbImage annotated =
        annotate(width, height, new FaceBox(width / 3, height / 3, width / 3, height / 3));
    assertThat(annotated.width()).isEqualTo(width);
    assertThat(labelHeight(annotated)).isBetween(atLeast, 3 * atLeast);
  }

  @Test
  void aPictureThatIsAllFaceGetsItsLabelWithinOrBelow() {
    RgbImage large = annotate(400, 400, new FaceBox(0, 0, 400, 400));
    assertThat(large.height()).isEqualTo(400);
    RgbImage flat = annotate(300, 40, new FaceBox(0, 0, 300, 40));
    assertThat(flat.height()).isGreaterThan(40);
    assertThat(isGrey(flat, 150, 20)).isTrue();
  }

  @Test
  void aCrowdWithoutRoomIsListedBelowThePicture() {
    List<FaceBox> crowd = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      crowd.add(new FaceBox(i % 10 * 40, i / 10 * 40, 40, 40));
    }
    RgbImage annotated = annotate(400, 400, crowd.toArray(FaceBox[]::new));
    assertThat(annotated.width()).isEqualTo(400);
    assertThat(annotated.height()).isGreaterThan(400 + 50 * 12);
    int free = 0;
    for (int i = 0; i < 100; i++) {
      free += isGrey(annotated, i % 10 * 40 + 30, i / 10 * 40 + 30) ? 1 : 0;
    }
    assertThat(free).as("faces that nothing covers but their number").isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,500", "500,1", "21,17", "160,3"})
  void verySmallAndNarrowPicturesAreEnlargedOrExtended(int width, int height) {
    RgbImage annotated = annotate(width, height, new FaceBox(0, 0, width, height));
    assertThat(annotated.width()).isGreaterThanOrEqualTo(Math.min(width, 80));
    assertThat(annotated.width() * annotated.height()).isGreaterThan(width * height);
  }

  @Test
  void aBoxThatReachesOutOfThePictureIsCutOff() {
    RgbImage annotated = annotate(300, 300, new FaceBox(250, 250, 100, 100));
    assertThat(annotated.width()).isEqualTo(300);
    assertThat(isGrey(annotated, 249, 280)).isFalse();
  }

  @Test
  void aLabelHasTextInAscii() {
    FaceBox box = new FaceBox(0, 0, 1, 1);
    assertThat(new FaceLabel(box, List.of("ü\n1", "b")).parts()).containsExactly("??1", "b");
    assertThatThrownBy(() -> new FaceLabel(box, List.of())).hasMessageContaining("at least one");
  }
}
