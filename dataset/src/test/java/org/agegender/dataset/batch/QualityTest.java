package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QualityTest {

  private static final QualityLoss NOTHING = new QualityLoss(1, 0, 1, QualityLoss.NO_JPEG);
  private static final int SIDE = 24;

  @Test
  void unchangedChangesNothing() {
    byte[] pixels = DrawnFaces.picture(1, SIDE).pixels();
    for (int sample = 0; sample < 100; sample++) {
      QualityLoss drawn = Quality.unchanged().draw(1, 2, sample);
      assertThat(drawn).isEqualTo(NOTHING);
      assertThat(new QualityFilter(SIDE).apply(pixels, drawn)).isSameAs(pixels);
    }
  }

  @ParameterizedTest(name = "part {0}")
  @CsvSource({"0,1", "1,1", "2,0.1", "3,7", "4,0.95"})
  void eachPartIsDrawnApartFromTheOthers(int part, double most) {
    double[] only = new double[5];
    only[part] = most;
    double[] all = {0.5, 0.3, 0.05, 3, 0.8};
    double[] without = all.clone();
    without[part] = 0;
    int changed = 0;
    for (int sample = 0; sample < 200; sample++) {
      changed += of(only).draw(1, 2, sample).equals(NOTHING) ? 0 : 1;
      QualityLoss one = of(all).draw(1, 2, sample);
      QualityLoss other = of(without).draw(1, 2, sample);
      if (part > 1) {
        assertThat(other.saturation()).isEqualTo(one.saturation());
      }
      if (part != 2) {
        assertThat(other.blur()).isEqualTo(one.blur());
      }
      if (part != 3) {
        assertThat(other.shrink()).isEqualTo(one.shrink());
      }
      if (part != 4) {
        assertThat(other.jpegQuality()).isEqualTo(one.jpegQuality());
      }
    }
    assertThat(changed).isBetween(part < 2 ? 200 : 70, part < 2 ? 200 : 130);
  }

  @Test
  void drawsStayWithinTheirReach() {
    int grey = 0;
    for (int sample = 0; sample < 2000; sample++) {
      QualityLoss drawn = new Quality(0.4, 0.1, 0.02, 2, 0.7).draw(5, 1, sample);
      grey += drawn.saturation() == 0 ? 1 : 0;
      if (drawn.saturation() != 0) {
        assertThat(drawn.saturation()).isBetween(0.6, 1.4);
      }
      assertThat(drawn.blur()).isBetween(0.0, 0.02);
      assertThat(drawn.shrink()).isBetween(1.0, 3.0);
      if (drawn.jpegQuality() != QualityLoss.NO_JPEG) {
        assertThat(drawn.jpegQuality()).isBetween(30, 100);
      }
    }
    // Four standard deviations about 200.
    assertThat(grey).isBetween(146, 254);
  }

  @Test
  void saturationMovesColoursFromAndToTheirLuma() {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 200;
      pixels[i + 1] = 100;
      pixels[i + 2] = 50;
    }
    // Luma 0.299 * 200 + 0.587 * 100 + 0.114 * 50 = 124.2.
    assertThat(first(apply(pixels, new QualityLoss(0, 0, 1, 0)))).containsExactly(124, 124, 124);
    assertThat(first(apply(pixels, new QualityLoss(0.5, 0, 1, 0)))).containsExactly(162, 112, 87);
    assertThat(first(apply(pixels, new QualityLoss(2, 0, 1, 0)))).containsExactly(255, 76, 0);
  }

  @Test
  void blurIsAGaussianThatKeepsFlatPictures() {
    byte[] flat = new byte[SIDE * SIDE * 3];
    Arrays.fill(flat, (byte) 77);
    assertThat(apply(flat, new QualityLoss(1, 0.08, 1, 0))).isEqualTo(flat);

    byte[] dot = new byte[SIDE * SIDE * 3];
    dot[(12 * SIDE + 12) * 3 + 1] = (byte) 255;
    // A deviation of 0.05 * 24 = 1.2 pixels.
    byte[] blurred = apply(dot, new QualityLoss(1, 0.05, 1, 0));
    double sum = 0;
    for (int i = -4; i <= 4; i++) {
      sum += Math.exp(-i * i / 2.88);
    }
    for (int y = 8; y <= 16; y++) {
      for (int x = 8; x <= 16; x++) {
        double distance = (x - 12) * (x - 12) + (y - 12) * (y - 12);
        double expected = 255 * Math.exp(-distance / 2.88) / (sum * sum);
        assertThat((double) (blurred[(y * SIDE + x) * 3 + 1] & 255))
            .isCloseTo(expected, within(1.0));
      }
    }
    assertThat(blurred[(12 * SIDE + 12) * 3]).isZero();
  }

  @Test
  void blurRepeatsTheEdge() {
    // Left half 0, right half 200: far from the border between them nothing changes.
    byte[] halves = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = (byte) (i / 3 % SIDE < SIDE / 2 ? 0 : 200);
    }
    byte[] blurred = apply(halves, new QualityLoss(1, 0.05, 1, 0));
    assertThat(blurred[0] & 255).isZero();
    assertThat(blurred[(SIDE - 1) * 3] & 255).isEqualTo(200);
    assertThat(blurred[(SIDE / 2 - 1) * 3] & 255).isBetween(50, 99);
  }

  @Test
  void aShrunkPictureHasTheResolutionOfTheSmallOne() {
    byte[] pixels = DrawnFaces.picture(3, SIDE).pixels();
    RgbImage small = NetworkInput.resize(new RgbImage(SIDE, SIDE, pixels), 8, 8);
    assertThat(apply(pixels, new QualityLoss(1, 0, 3, 0)))
        .isEqualTo(NetworkInput.resize(small, SIDE, SIDE).pixels());
  }

  @Test
  void compressionCostsTheMoreTheLowerTheQuality() {
    byte[] pixels = NetworkInput.resize(DrawnFaces.picture(3, 6), SIDE, SIDE).pixels();
    double fine = error(pixels, apply(pixels, new QualityLoss(1, 0, 1, 95)));
    double coarse = error(pixels, apply(pixels, new QualityLoss(1, 0, 1, 10)));
    assertThat(fine).isPositive().isLessThan(0.5 * coarse);
    assertThat(apply(pixels, new QualityLoss(1, 0, 1, 10)))
        .isEqualTo(apply(pixels, new QualityLoss(1, 0, 1, 10)));
  }

  @Test
  void theSourceIsNotChanged() {
    byte[] pixels = DrawnFaces.picture(4, SIDE).pixels();
    byte[] before = pixels.clone();
    QualityFilter filter = new QualityFilter(SIDE);
    for (int i = 0; i < 50; i++) {
      assertThat(filter.apply(pixels, new Quality(1, 0.2, 0.1, 7, 0.95).draw(1, 1, i)))
          .hasSize(pixels.length);
    }
    assertThat(pixels).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1.1,saturation must be 0 (off) to 1.0",
    "1,-0.1,grey must be 0 (off) to 1.0",
    "2,0.2,blur must be 0 (off) to 0.1",
    "3,8,downscale must be 0 (off) to 7.0",
    "4,1,jpeg must be 0 (off) to 0.95",
    "2,NaN,blur must be"
  })
  void aReachOutOfRangeIsNamed(int part, double value, String message) {
    double[] values = new double[5];
    values[part] = value;
    assertThatThrownBy(() -> of(values))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("augmentation quality " + message);
  }

  private static Quality of(double[] v) {
    return new Quality(v[0], v[1], v[2], v[3], v[4]);
  }

  private static byte[] apply(byte[] pixels, QualityLoss loss) {
    return new QualityFilter(SIDE).apply(pixels, loss);
  }

  private static int[] first(byte[] pixels) {
    return new int[] {pixels[0] & 255, pixels[1] & 255, pixels[2] & 255};
  }

  private static double error(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 255) - (other[i] & 255));
    }
    return sum / one.length;
  }
}
