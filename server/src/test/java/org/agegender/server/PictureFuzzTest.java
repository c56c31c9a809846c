package org.agegender.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.PictureLimits;
import org.agegender.vision.UnreadablePictureException;

/** Whatever the bytes, a picture within the limits comes out or a refusal. */
class PictureFuzzTest {

  private static final PictureLimits LIMITS = new PictureLimits(250_000, 1 << 20);

  private final PictureDecoder decoder = new PictureDecoder(LIMITS);

  @FuzzTest(maxDuration = "10s")
  void bytesArePicturesOrRefused(byte[] bytes) {
    try (Picture picture = decoder.decode(bytes)) {
      if ((long) picture.width() * picture.height() > LIMITS.maxPixels()) {
        throw new AssertionError("beyond the limit: " + picture.width() + "x" + picture.height());
      }
    } catch (UnreadablePictureException e) {
      if (String.valueOf(e.getMessage()).isBlank() || e.getMessage().contains("\n")) {
        throw new AssertionError("a refusal is one line", e);
      }
    }
  }
}
