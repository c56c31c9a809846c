package org.agegender.dataset.batch;

/**
 * Where a pixel of the result comes from: {@code sourceX = xx * x + xy * y + x0}, {@code sourceY =
 * yx * x + yy * y + y0}, in pixels, whole numbers at the pixels' centres.
 */
record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {

  private static final int BITS = 16;
  private static final int WEIGHT_BITS = 8;
  private static final int WEIGHT_ONE = 1 << WEIGHT_BITS;
  private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);

  /**
   * Warps with bilinear interpolation; beyond its edges the source is mirrored, the edge pixels
   * themselves not repeated. Coordinates are fixed-point with 16 bits after the point and weights
   * have 8, so the result is the same on every machine.
   *
   * @param source {@code [side, side, 3]}
   * @param target {@code [side, side, 3]}, overwritten; not the source
   * @param side in pixels, at most {@value BatchOptions#MAX_IMAGE_SIZE}
   * @param tones 256 values that replace the interpolated ones
   */
  void warp(byte[] source, byte[] target, int side, byte[] tones) {
    int stepX = fixed(xx);
    int stepY = fixed(yx);
    for (int y = 0; y < side; y++) {
      int startX = fixed(xy * y + x0);
      int startY = fixed(yy * y + y0);
      int from = 0;
      while (from < side && isOutside(startX + from * stepX, startY + from * stepY, side)) {
        from++;
      }
      int to = side;
      while (to > from && isOutside(startX + (to - 1) * stepX, startY + (to - 1) * stepY, side)) {
        to--;
      }
      int row = y * side * 3;
      for (int x = 0; x < from; x++) {
        mirrored(source, target, row + x * 3, startX + x * stepX, startY + x * stepY, side, tones);
      }
      int placeX = startX + from * stepX;
      int placeY = startY + from * stepY;
      for (int out = row + from * 3, end = row + to * 3; out < end; out += 3) {
        int at = ((placeY >> BITS) * side + (placeX >> BITS)) * 3;
        int fx = weight(placeX);
        int fy = weight(placeY);
        int w11 = fx * fy;
        int w10 = (fy << WEIGHT_BITS) - w11;
        int w01 = (fx << WEIGHT_BITS) - w11;
        int w00 = (WEIGHT_ONE - fx) * (WEIGHT_ONE - fy);
        int below = at + side * 3;
        int red =
            w00 * (source[at] & 255)
                + w01 * (source[at + 3] & 255)
                + w10 * (source[below] & 255)
                + w11 * (source[below + 3] & 255);
        int green =
            w00 * (source[at + 1] & 255)
                + w01 * (source[at + 4] & 255)
                + w10 * (source[below + 1] & 255)
                + w11 * (source[below + 4] & 255);
        int blue =
            w00 * (source[at + 2] & 255)
                + w01 * (source[at + 5] & 255)
                + w10 * (source[below + 2] & 255)
                + w11 * (source[below + 5] & 255);
        target[out] = tones[(red + HALF) >>> (2 * WEIGHT_BITS)];
        target[out + 1] = tones[(green + HALF) >>> (2 * WEIGHT_BITS)];
        target[out + 2] = tones[(blue + HALF) >>> (2 * WEIGHT_BITS)];
        placeX += stepX;
        placeY += stepY;
      }
      for (int x = to; x < side; x++) {
        mirrored(source, target, row + x * 3, startX + x * stepX, startY + x * stepY, side, tones);
      }
    }
  }

  /** The same for one pixel with neighbours beyond the edge. */
  private static void mirrored(
      byte[] source, byte[] target, int out, int placeX, int placeY, int side, byte[] tones) {
    int left = mirror(placeX >> BITS, side) * 3;
    int right = mirror((placeX >> BITS) + 1, side) * 3;
    int top = mirror(placeY >> BITS, side) * side * 3;
    int below = mirror((placeY >> BITS) + 1, side) * side * 3;
    int fx = weight(placeX);
    int fy = weight(placeY);
    for (int c = 0; c < 3; c++) {
      int upper =
          (WEIGHT_ONE - fx) * (source[top + left + c] & 255) + fx * (source[top + right + c] & 255);
      int lower =
          (WEIGHT_ONE - fx) * (source[below + left + c] & 255)
              + fx * (source[below + right + c] & 255);
      int sum = (WEIGHT_ONE - fy) * upper + fy * lower;
      target[out + c] = tones[(sum + HALF) >>> (2 * WEIGHT_BITS)];
    }
  }

  private static boolean isOutside(int placeX, int placeY, int side) {
    int end = (side - 1) << BITS;
    return placeX < 0 || placeX >= end || placeY < 0 || placeY >= end;
  }

  private static int mirror(int place, int side) {
    if (side == 1) {
      return 0;
    }
    int period = 2 * (side - 1);
    int within = Math.floorMod(place, period);
    return Math.min(within, period - within);
  }

  private static int weight(int place) {
    return (place >> (BITS - WEIGHT_BITS)) & (WEIGHT_ONE - 1);
  }

  private static int fixed(double value) {
    return (int) Math.floor(value * (1 << BITS) + 0.5);
  }
}
