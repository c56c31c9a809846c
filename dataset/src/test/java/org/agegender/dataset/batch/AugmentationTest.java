package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AugmentationTest {

  private static final Distortion NOTHING = new Distortion(false, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0);

  @Test
  void noneLeavesEveryPictureAsItIs() {
    byte[] pixels = DrawnFaces.picture(1, 16).pixels();
    Augmenter augmenter = new Augmenter(16);
    for (int sample = 0; sample < 50; sample++) {
      Distortion drawn = Augmentation.none().draw(1, 2, sample);
      assertThat(augmenter.apply(pixels, drawn)).isSameAs(pixels);
    }
  }

  @ParameterizedTest(name = "part {0}")
  @CsvSource({"0,1", "1,0.5", "2,1", "3,180", "4,1", "5,1", "6,1"})
  void eachPartChangesPicturesWhenOnAndNothingElseWhenOff(int part, double most) {
    double[] values = new double[7];
    values[part] = most;
    Augmentation on = of(values);
    byte[] pixels = DrawnFaces.picture(1, 16).pixels();
    Augmenter augmenter = new Augmenter(16);
    assertThat(on.isNone()).isFalse();
    assertThat(augmenter.apply(pixels, on.draw(1, 2, 3))).isNotEqualTo(pixels);

    double[] others = {1, 0.5, 1, 180, 1, 1, 1};
    Distortion all = of(others).draw(1, 2, 3);
    others[part] = 0;
    Distortion without = of(others).draw(1, 2, 3);
    assertThat(differences(all, without)).isBetween(1, 2);
  }

  @Test
  void drawsDependOnSeedEpochAndSample() {
    Set<Distortion> drawn = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      drawn.add(Augmentation.gentle().draw(i, 0, 0));
      drawn.add(Augmentation.gentle().draw(0, i, 0));
      drawn.add(Augmentation.gentle().draw(0, 0, i));
    }
    assertThat(drawn).hasSize(28);
    assertThat(Augmentation.gentle().draw(4, 5, 6)).isEqualTo(Augmentation.gentle().draw(4, 5, 6));
  }

  @Test
  void drawsStayWithinTheirReach() {
    int flips = 0;
    for (int i = 0; i < 2000; i++) {
      Distortion d =
          new Augmentation(0.25, 0.1, 0.2, 15, 0.3, 0.4, 0.5, Quality.unchanged()).draw(1, 1, i);
      flips += d.flip() ? 1 : 0;
      assertThat(Math.abs(d.shiftX())).isLessThanOrEqualTo(0.1);
      assertThat(Math.abs(d.shiftY())).isLessThanOrEqualTo(0.1);
      assertThat(d.scale()).isBetween(1 / 1.2 - 1e-12, 1.2 + 1e-12);
      assertThat(Math.abs(d.rotation())).isLessThanOrEqualTo(15);
      assertThat(d.brightness()).isBetween(0.7, 1.3);
      assertThat(d.contrast()).isBetween(0.6, 1.4);
      assertThat(d.eraseWidth()).isBetween(0.0, 0.5);
    }
    // Four standard deviations about 500.
    assertThat(flips).isBetween(422, 578);
  }

  @Test
  void flipTurnsLeftAndRightExactly() {
    int side = 17;
    byte[] pixels = DrawnFaces.picture(2, side).pixels();
    byte[] flipped =
        new Augmenter(side).apply(pixels, new Distortion(true, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(flipped[(y * side + x) * 3 + c])
              .isEqualTo(pixels[(y * side + side - 1 - x) * 3 + c]);
        }
      }
    }
  }

  @Test
  void wholePixelShiftsMoveRightAndDownAndMirrorTheEdge() {
    // A row of values 10 20 30 40, the same in each row and channel; a quarter of the side is 1.
    byte[] shifted = warpRow(new Distortion(false, 0.25, 0, 1, 0, 1, 1, 0, 0, 0, 0));
    assertThat(firstRow(shifted)).containsExactly(20, 10, 20, 30);
    byte[] left = warpRow(new Distortion(false, -0.5, 0, 1, 0, 1, 1, 0, 0, 0, 0));
    assertThat(firstRow(left)).containsExactly(30, 40, 30, 20);
  }

  @Test
  void halfPixelShiftsTakeTheMeanOfTheNeighbours() {
    byte[] shifted = warpRow(new Distortion(false, 0.125, 0, 1, 0, 1, 1, 0, 0, 0, 0));
    assertThat(firstRow(shifted)).containsExactly(15, 15, 25, 35);
  }

  @Test
  void doublingTheSizeKeepsTheCentre() {
    // Result x = 0..3 looks at 1.5 + (x - 1.5) / 2 = 0.75, 1.25, 1.75, 2.25.
    byte[] scaled = warpRow(new Distortion(false, 0, 0, 2, 0, 1, 1, 0, 0, 0, 0));
    assertThat(firstRow(scaled)).containsExactly(18, 23, 28, 33);
  }

  @Test
  void aQuarterTurnIsClockwise() {
    int side = 5;
    byte[] pixels = DrawnFaces.picture(3, side).pixels();
    byte[] turned =
        new Augmenter(side).apply(pixels, new Distortion(false, 0, 0, 1, 90, 1, 1, 0, 0, 0, 0));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        // What was at the left (x = 0) comes to the top: result (x, y) shows source (y, 4 - x).
        int source = ((side - 1 - x) * side + y) * 3;
        assertThat(turned[(y * side + x) * 3] & 255).isCloseTo(pixels[source] & 255, within(1));
      }
    }
  }

  @Test
  void brightnessAndContrastFollowTheFormula() {
    // Mean of 0, 50, 100, 250 over all channels is 100.
    // 1.2 * (100 + 0.5 * (v - 100)) = 60, 90, 120, 210.
    byte[] table = new byte[256];
    Tones.fill(table, 1.2, 0.5, 100);
    assertThat(table[0] & 255).isEqualTo(60);
    assertThat(table[50] & 255).isEqualTo(90);
    assertThat(table[100] & 255).isEqualTo(120);
    assertThat(table[250] & 255).isEqualTo(210);

    byte[] pixels = new byte[12];
    int[] values = {0, 50, 100, 250};
    for (int i = 0; i < 12; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    byte[] changed =
        new Augmenter(2).apply(pixels, new Distortion(false, 0, 0, 1, 0, 1.2, 0.5, 0, 0, 0, 0));
    assertThat(new int[] {changed[0] & 255, changed[3] & 255, changed[6] & 255, changed[9] & 255})
        .containsExactly(60, 90, 120, 210);
  }

  @Test
  void tonesStayWithinBytes() {
    byte[] table = new byte[256];
    Tones.fill(table, 1.5, 2, 128);
    assertThat(table[255] & 255).isEqualTo(255);
    assertThat(table[0] & 255).isEqualTo(0);
    Tones.fill(table, 1, 1, 77);
    for (int v = 0; v < 256; v++) {
      assertThat(table[v] & 255).isEqualTo(v);
    }
  }

  @Test
  void erasingFillsOneRectangleWithTheMean() {
    int side = 10;
    byte[] pixels = new byte[side * side * 3];
    Arrays.fill(pixels, (byte) 200);
    Arrays.fill(pixels, 0, 150, (byte) 100);
    // 4 wide, 2 high, at the far right and at the top.
    byte[] erased =
        new Augmenter(side)
            .apply(pixels, new Distortion(false, 0, 0, 1, 0, 1, 1, 0.4, 0.2, 0.999, 0));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int expected = y < 2 && x >= 6 ? 150 : y < 5 ? 100 : 200;
        assertThat(erased[(y * side + x) * 3] & 255).isEqualTo(expected);
      }
    }
  }

  @Test
  void theSourceIsNotChanged() {
    byte[] pixels = DrawnFaces.picture(4, 12).pixels();
    byte[] before = pixels.clone();
    Augmenter augmenter = new Augmenter(12);
    for (int i = 0; i < 20; i++) {
      augmenter.apply(
          pixels,
          new Augmentation(0.5, 0.1, 0.2, 15, 0.3, 0.4, 0.5, Quality.unchanged()).draw(1, 1, i));
    }
    assertThat(pixels).isEqualTo(before);
  }

  @Test
  void extremeDistortionsStayInsideThePicture() {
    Augmentation wild = new Augmentation(1, 0.5, 1, 180, 1, 1, 1, Quality.unchanged());
    for (int side : new int[] {8, 9, 33}) {
      byte[] pixels = DrawnFaces.picture(5, side).pixels();
      Augmenter augmenter = new Augmenter(side);
      for (int i = 0; i < 500; i++) {
        assertThat(augmenter.apply(pixels, wild.draw(3, 0, i))).hasSize(side * side * 3);
      }
    }
  }

  @Test
  void aReachOutOfRangeIsNamed() {
    assertThatThrownBy(() -> new Augmentation(0, 0.6, 0, 0, 0, 0, 0, Quality.unchanged()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("augmentation shift must be 0 (off) to 0.5, found 0.6");
    assertThatThrownBy(() -> new Augmentation(0, 0, 0, Double.NaN, 0, 0, 0, Quality.unchanged()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("rotation");
    assertThatThrownBy(() -> new Augmentation(-0.1, 0, 0, 0, 0, 0, 0, Quality.unchanged()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("flip");
  }

  @Test
  void nothingIsRecognised() {
    assertThat(NOTHING.movesPixels() || NOTHING.changesTones() || NOTHING.erases()).isFalse();
  }

  private static Augmentation of(double[] v) {
    return new Augmentation(v[0], v[1], v[2], v[3], v[4], v[5], v[6], Quality.unchanged());
  }

  private static int differences(Distortion a, Distortion b) {
    int count = a.flip() == b.flip() ? 0 : 1;
    double[] left = numbers(a);
    double[] right = numbers(b);
    for (int i = 0; i < left.length; i++) {
      count += left[i] == right[i] ? 0 : 1;
    }
    return count;
  }

  private static double[] numbers(Distortion d) {
    return new double[] {
      d.shiftX(),
      d.shiftY(),
      d.scale(),
      d.rotation(),
      d.brightness(),
      d.contrast(),
      d.eraseWidth(),
      d.eraseHeight(),
      d.eraseX(),
      d.eraseY()
    };
  }

  private static byte[] warpRow(Distortion distortion) {
    byte[] pixels = new byte[4 * 4 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 * (i / 3 % 4 + 1));
    }
    return new Augmenter(4).apply(pixels, distortion);
  }

  private static int[] firstRow(byte[] pixels) {
    return new int[] {pixels[0] & 255, pixels[3] & 255, pixels[6] & 255, pixels[9] & 255};
  }
}
