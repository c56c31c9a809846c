package org.agegender.vision;

import java.util.Arrays;
import org.agegender.core.RgbImage;

/**
 * The one way from pixels of any size to the size a network takes. Training calls it; the exported
 * model holds the same arithmetic in its graph (ONNX {@code Resize}, mode {@code linear}, {@code
 * antialias} 1, then {@code Round}), so training and serving see the same pixels. It agrees with
 * Pillow's {@code BILINEAR} up to Pillow's own rounding between the two directions.
 */
public final class NetworkInput {

  /** Adding and subtracting 1.5 * 2^23 rounds a small float to a whole number, half to even. */
  private static final float ROUNDER = 12582912f;

  private NetworkInput() {}

  /**
   * Resizes; the proportions may change. Sums are taken in float without rounding in between, the
   * result is rounded half to even. Safe for use by several threads.
   *
   * @return {@code image} itself if it has this size already
   * @throws IllegalArgumentException if a side is below 1
   */
  public static RgbImage resize(RgbImage image, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, asked for " + width + "x" + height);
    }
    if (image.width() == width && image.height() == height) {
      return image;
    }
    ResizeTaps across = ResizeTaps.of(image.width(), width);
    ResizeTaps down = ResizeTaps.of(image.height(), height);
    int row = width * RgbImage.CHANNELS;
    byte[] out = new byte[Math.multiplyExact(row, height)];
    float[] sums = new float[row];
    // Rows already resized across, in a ring that holds all one target row needs.
    float[][] ring = new float[down.stride()][row];
    int next = 0;
    for (int y = 0; y < height; y++) {
      int first = down.first()[y];
      int count = down.counts()[y];
      for (next = Math.max(next, first); next < first + count; next++) {
        resizeRow(image.pixels(), next * image.width() * 3, across, ring[next % ring.length]);
      }
      Arrays.fill(sums, 0);
      for (int i = 0; i < count; i++) {
        addScaled(sums, ring[(first + i) % ring.length], down.weights()[y * down.stride() + i]);
      }
      round(sums, out, y * row);
    }
    return new RgbImage(width, height, out);
  }

  /**
   * What {@link #resize} does along one axis, as a matrix: the way for pixels that lie in tensors.
   *
   * @return {@code [to, from]}, row by row; each row sums to 1
   * @throws IllegalArgumentException if a side is below 1
   */
  public static float[] weights(int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, asked for " + from + " to " + to);
    }
    ResizeTaps taps = ResizeTaps.of(from, to);
    float[] matrix = new float[Math.multiplyExact(to, from)];
    for (int t = 0; t < to; t++) {
      System.arraycopy(
          taps.weights(), t * taps.stride(), matrix, t * from + taps.first()[t], taps.counts()[t]);
    }
    return matrix;
  }

  private static void resizeRow(byte[] pixels, int start, ResizeTaps taps, float[] target) {
    int[] firsts = taps.first();
    int[] counts = taps.counts();
    float[] weights = taps.weights();
    for (int x = 0; x < firsts.length; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int at = start + firsts[x] * 3;
      int tap = x * taps.stride();
      for (int end = tap + counts[x]; tap < end; tap++, at += 3) {
        float weight = weights[tap];
        red += weight * (pixels[at] & 0xFF);
        green += weight * (pixels[at + 1] & 0xFF);
        blue += weight * (pixels[at + 2] & 0xFF);
      }
      target[3 * x] = red;
      target[3 * x + 1] = green;
      target[3 * x + 2] = blue;
    }
  }

  private static void addScaled(float[] sums, float[] row, float weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  private static void round(float[] sums, byte[] out, int start) {
    for (int i = 0; i < sums.length; i++) {
      float rounded = sums[i] + ROUNDER - ROUNDER;
      out[start + i] = (byte) Math.max(0, Math.min(255, (int) rounded));
    }
  }
}
