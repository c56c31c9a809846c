package org.agegender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;

class NetworkInputTest {

  @Test
  void halvingWeighsFourNeighboursAndRoundsHalfToEven() {
    // Away from the edge 1/8, 3/8, 3/8, 1/8; at the edge the tap outside is dropped: 3/7, 3/7, 1/7.
    RgbImage row = grey(8, 1, 0, 70, 140, 16, 60, 40, 4, 252);
    assertThat(red(NetworkInput.resize(row, 4, 1)))
        .containsExactly(
            (int) Math.rint((3 * 0 + 3 * 70 + 140) / 7.0),
            (int) Math.rint((70 + 3 * 140 + 3 * 16 + 60) / 8.0),
            (int) Math.rint((16 + 3 * 60 + 3 * 40 + 4) / 8.0),
            (int) Math.rint((40 + 3 * 4 + 3 * 252) / 7.0));
    // 1 * 1/8 + 1 * 3/8 = 0.5 goes to 0, 12 * 1/8 = 1.5 to 2.
    assertThat(red(NetworkInput.resize(grey(6, 1, 0, 1, 1, 0, 0, 0), 3, 1))[1]).isZero();
    assertThat(red(NetworkInput.resize(grey(6, 1, 0, 12, 0, 0, 0, 0), 3, 1))[1]).isEqualTo(2);
  }

  @Test
  void doublingInterpolatesBetweenHalfPixelCentres() {
    assertThat(red(NetworkInput.resize(grey(2, 1, 0, 100), 4, 1))).containsExactly(0, 25, 75, 100);
    assertThat(red(NetworkInput.resize(grey(1, 2, 0, 100), 1, 4))).containsExactly(0, 25, 75, 100);
  }

  @Test
  void agreesWithTheDefinitionInDoublePrecision() {
    Random random = new Random(1);
    int[][] sizes = {{112, 96, 32, 30}, {40, 40, 45, 45}, {37, 91, 64, 20}, {5, 3, 1, 1}};
    for (int[] size : sizes) {
      RgbImage image = noise(random, size[0], size[1]);
      RgbImage resized = NetworkInput.resize(image, size[2], size[3]);
      for (int y = 0; y < size[3]; y++) {
        for (int x = 0; x < size[2]; x++) {
          for (int c = 0; c < 3; c++) {
            double exact = exact(image, size[2], size[3], x, y, c);
            int found = resized.pixels()[(y * size[2] + x) * 3 + c] & 0xFF;
            assertThat(Math.abs(found - exact)).isLessThan(0.5 + 1e-3);
          }
        }
      }
    }
  }

  @Test
  void theMatrixDoesAlongOneAxisWhatResizingDoes() {
    Random random = new Random(3);
    for (int[] size : new int[][] {{112, 96}, {8, 3}, {6, 9}, {5, 5}, {1, 4}}) {
      RgbImage row = noise(random, size[0], 1);
      int[] before = red(row);
      int[] after = red(NetworkInput.resize(row, size[1], 1));
      float[] weights = NetworkInput.weights(size[0], size[1]);
      assertThat(weights).hasSize(size[1] * size[0]);
      for (int t = 0; t < size[1]; t++) {
        double sum = 0;
        for (int s = 0; s < size[0]; s++) {
          sum += weights[t * size[0] + s] * before[s];
        }
        assertThat(Math.abs(sum - after[t])).isLessThan(0.5 + 1e-3);
      }
    }
    assertThatThrownBy(() -> NetworkInput.weights(8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image has at least one pixel, asked for 8 to 0");
  }

  @Test
  void sameSizeIsTheSameImage() {
    RgbImage image = noise(new Random(2), 7, 5);
    assertThat(NetworkInput.resize(image, 7, 5)).isSameAs(image);
  }

  @Test
  void constantImagesStayConstant() {
    byte[] pixels = new byte[61 * 47 * 3];
    Arrays.fill(pixels, (byte) 255);
    RgbImage white = new RgbImage(61, 47, pixels);
    for (int size = 1; size < 130; size++) {
      for (byte value : NetworkInput.resize(white, size, 130 - size).pixels()) {
        assertThat(value).isEqualTo((byte) 255);
      }
    }
  }

  @Test
  void emptyTargetsAreRefused() {
    assertThatThrownBy(() -> NetworkInput.resize(grey(1, 1, 0), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x1");
  }

  /** The weighted mean by the definition of the filter, over all source pixels. */
  private static double exact(RgbImage image, int width, int height, int x, int y, int channel) {
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < image.height(); v++) {
      for (int u = 0; u < image.width(); u++) {
        double weight =
            triangle(u, x, image.width(), width) * triangle(v, y, image.height(), height);
        sum += weight * (image.pixels()[(v * image.width() + u) * 3 + channel] & 0xFF);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double triangle(int source, int target, int from, int to) {
    double scale = (double) from / to;
    double distance = Math.abs(source + 0.5 - (target + 0.5) * scale) / Math.max(1, scale);
    return Math.max(0, 1 - distance);
  }

  private static RgbImage noise(Random random, int width, int height) {
    byte[] pixels = new byte[width * height * 3];
    random.nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, pixels);
  }

  private static int[] red(RgbImage image) {
    int[] values = new int[image.width() * image.height()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.pixels()[3 * i] & 0xFF;
    }
    return values;
  }
}
