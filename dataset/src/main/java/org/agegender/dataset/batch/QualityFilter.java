package org.agegender.dataset.batch;

import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/** Lowers the quality of pictures as told; belongs to one worker thread, whose memory it keeps. */
final class QualityFilter {

  // Luma of Rec. 601 in 1/65536, as JPEG has it.
  private static final int RED = 19595;
  private static final int GREEN = 38470;
  private static final int BLUE = 7471;
  private static final int LUMA_BITS = 16;

  private final int side;
  private final PictureDecoder decoder = new PictureDecoder();
  private final GaussianBlur blur;

  QualityFilter(int side) {
    this.side = side;
    this.blur = new GaussianBlur(side);
  }

  /**
   * The picture after its loss.
   *
   * @param pixels {@code [side, side, 3]}, not changed
   * @return {@code pixels} itself if there is nothing to change
   */
  byte[] apply(byte[] pixels, QualityLoss loss) {
    byte[] result = pixels;
    if (loss.saturation() != 1) {
      result = saturated(result, loss.saturation());
    }
    if (loss.blur() > 0) {
      result = blur.apply(result, loss.blur() * side);
    }
    if (loss.shrink() > 1) {
      result = shrunkAndEnlarged(result, loss.shrink());
    }
    if (loss.jpegQuality() != QualityLoss.NO_JPEG) {
      result = compressed(result, loss.jpegQuality());
    }
    return result;
  }

  private static byte[] saturated(byte[] pixels, double factor) {
    byte[] result = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i += 3) {
      int red = pixels[i] & 255;
      int green = pixels[i + 1] & 255;
      int blue = pixels[i + 2] & 255;
      double luma = (RED * red + GREEN * green + BLUE * blue) / (double) (1 << LUMA_BITS);
      result[i] = moved(luma, red, factor);
      result[i + 1] = moved(luma, green, factor);
      result[i + 2] = moved(luma, blue, factor);
    }
    return result;
  }

  private static byte moved(double luma, int value, double factor) {
    return (byte) (int) (Math.min(255, Math.max(0, luma + factor * (value - luma))) + 0.5);
  }

  private byte[] shrunkAndEnlarged(byte[] pixels, double times) {
    int small = Math.max(1, (int) (side / times + 0.5));
    RgbImage shrunk = NetworkInput.resize(new RgbImage(side, side, pixels), small, small);
    return NetworkInput.resize(shrunk, side, side).pixels();
  }

  private byte[] compressed(byte[] pixels, int quality) {
    try (Picture picture = Picture.of(new RgbImage(side, side, pixels));
        Picture decoded = decoder.decode(picture.toJpeg(quality))) {
      return decoded.toRgb().pixels();
    } catch (UnreadablePictureException e) {
      throw new IllegalStateException("our own JPEG must be readable: " + e.getMessage(), e);
    }
  }
}
