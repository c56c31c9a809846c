package org.agegender.dataset.batch;

/**
 * Convolution with a Gaussian, one direction after the other; beyond the edges the edge pixels are
 * repeated. Weights have 14 bits and sums are whole numbers, so the result is the same on every
 * machine. Belongs to one thread, whose memory it keeps.
 */
final class GaussianBlur {

  private static final int BITS = 14;
  private static final int HALF = 1 << (BITS - 1);
  private static final double REACH = 3;

  private final int side;
  private final byte[] across;

  GaussianBlur(int side) {
    this.side = side;
    this.across = new byte[side * side * 3];
  }

  /**
   * The blurred picture.
   *
   * @param pixels {@code [side, side, 3]}, not changed
   * @param deviation standard deviation in pixels, more than 0
   */
  byte[] apply(byte[] pixels, double deviation) {
    int[] kernel = kernel(deviation);
    byte[] result = new byte[pixels.length];
    for (int line = 0; line < side; line++) {
      convolve(pixels, across, line * side * 3, 3, kernel);
    }
    for (int line = 0; line < side; line++) {
      convolve(across, result, line * 3, side * 3, kernel);
    }
    return result;
  }

  /** Weights from the centre on, which sum to one with the other side. */
  static int[] kernel(double deviation) {
    int reach = Math.max(1, (int) Math.ceil(REACH * deviation));
    double[] weights = new double[reach + 1];
    double sum = 0;
    for (int i = 0; i <= reach; i++) {
      weights[i] = StrictMath.exp(-i * i / (2 * deviation * deviation));
      sum += i == 0 ? weights[i] : 2 * weights[i];
    }
    int[] kernel = new int[reach + 1];
    int sides = 0;
    for (int i = 1; i <= reach; i++) {
      kernel[i] = (int) (weights[i] / sum * (1 << BITS) + 0.5);
      sides += 2 * kernel[i];
    }
    kernel[0] = (1 << BITS) - sides;
    return kernel;
  }

  /** One line of pixels that lie {@code step} bytes apart. */
  private void convolve(byte[] source, byte[] target, int start, int step, int[] kernel) {
    int end = start + (side - 1) * step;
    for (int i = 0, at = start; i < side; i++, at += step) {
      int red = HALF + kernel[0] * (source[at] & 255);
      int green = HALF + kernel[0] * (source[at + 1] & 255);
      int blue = HALF + kernel[0] * (source[at + 2] & 255);
      for (int k = 1, offset = step; k < kernel.length; k++, offset += step) {
        int before = Math.max(start, at - offset);
        int after = Math.min(end, at + offset);
        red += kernel[k] * ((source[before] & 255) + (source[after] & 255));
        green += kernel[k] * ((source[before + 1] & 255) + (source[after + 1] & 255));
        blue += kernel[k] * ((source[before + 2] & 255) + (source[after + 2] & 255));
      }
      target[at] = (byte) (red >> BITS);
      target[at + 1] = (byte) (green >> BITS);
      target[at + 2] = (byte) (blue >> BITS);
    }
  }
}
