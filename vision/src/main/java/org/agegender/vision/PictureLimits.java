package org.agegender.vision;

/**
 * How large a picture may be. Both limits are checked before memory is taken for the pixels.
 *
 * @param maxPixels width times height, at least 1
 * @param maxBytes length of the encoded file, at least 1
 */
public record PictureLimits(long maxPixels, long maxBytes) {

  /** 100 megapixels, 256 MiB. */
  public static final PictureLimits DEFAULT = new PictureLimits(100_000_000, 256L << 20);

  /**
   * @throws IllegalArgumentException if a limit is below 1
   */
  public PictureLimits {
    if (maxPixels < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1, found %d pixels and %d bytes".formatted(maxPixels, maxBytes));
    }
  }

  /** The same limit of bytes with another limit of pixels. */
  public PictureLimits withMaxPixels(long pixels) {
    return new PictureLimits(pixels, maxBytes);
  }

  /**
   * Holds the length of an encoded file to the limit, before it is read.
   *
   * @throws UnreadablePictureException if it is 0 or above the limit
   */
  public void checkBytes(long bytes) throws UnreadablePictureException {
    if (bytes == 0) {
      throw new UnreadablePictureException("the file is empty");
    }
    if (bytes > maxBytes) {
      throw new UnreadablePictureException(
          UnreadablePictureException.Reason.TOO_LARGE,
          "the file has %d bytes, the limit is %d".formatted(bytes, maxBytes));
    }
  }

  void checkSize(long width, long height) throws UnreadablePictureException {
    if (width < 1 || height < 1) {
      throw new UnreadablePictureException(
          "a picture has at least one pixel, found %dx%d".formatted(width, height));
    }
    // Both are below 2^32, so the product may exceed a long: divide instead.
    if (width > maxPixels / height) {
      throw new UnreadablePictureException(
          UnreadablePictureException.Reason.TOO_LARGE,
          "the picture is %dx%d pixels, the limit is %d in all; scale it down or raise --max-pixels"
              .formatted(width, height, maxPixels));
    }
  }
}
