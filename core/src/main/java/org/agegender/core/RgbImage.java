package org.agegender.core;

import java.util.Arrays;

/**
 * Pixels of a picture in Java memory: 8 bits a channel, RGB interleaved, rows from the top, {@code
 * [height, width, 3]}.
 *
 * <p>The array is shared, not copied: whoever makes an image hands its array over.
 */
public final class RgbImage {

  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] pixels;

  /**
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @param pixels {@code height * width * 3} unsigned bytes
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public RgbImage(int width, int height, byte[] pixels) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, found " + width + "x" + height);
    }
    if (pixels.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "%dx%d pixels take %d bytes, found %d"
              .formatted(width, height, (long) width * height * CHANNELS, pixels.length));
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** The bytes themselves, {@code [height, width, 3]}; not a copy. */
  public byte[] pixels() {
    return pixels;
  }

  /** A copy with left and right exchanged. */
  public RgbImage mirrored() {
    byte[] mirrored = new byte[pixels.length];
    int row = width * CHANNELS;
    for (int start = 0; start < pixels.length; start += row) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            pixels, start + x * CHANNELS, mirrored, start + row - (x + 1) * CHANNELS, CHANNELS);
      }
    }
    return new RgbImage(width, height, mirrored);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage that
        && width == that.width
        && height == that.height
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
