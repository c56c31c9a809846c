package org.agegender.evaluation.report.page;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.PictureLimits;
import org.agegender.vision.UnreadablePictureException;

/** Pictures small enough to stand within a page. */
final class Thumbnails {

  private static final int SIDE = 96;
  private static final int QUALITY = 82;

  private final PictureDecoder decoder;
  private final Map<Path, Optional<String>> made = new HashMap<>();

  Thumbnails(PictureLimits limits) {
    this.decoder = new PictureDecoder(limits);
  }

  /**
   * A JPEG of at most {@value #SIDE} pixels as an address {@code data:}; empty if the picture
   * cannot be read any more.
   */
  Optional<String> of(Path picture) {
    return made.computeIfAbsent(picture, this::make);
  }

  private Optional<String> make(Path file) {
    try (Picture picture = decoder.decode(file)) {
      double scale = Math.min(1, SIDE / (double) Math.max(picture.width(), picture.height()));
      int width = (int) Math.max(1, Math.round(scale * picture.width()));
      int height = (int) Math.max(1, Math.round(scale * picture.height()));
      try (Picture small = picture.resize(width, height)) {
        String base64 = Base64.getEncoder().encodeToString(small.toJpeg(QUALITY));
        return Optional.of("data:image/jpeg;base64," + base64);
      }
    } catch (UnreadablePictureException e) {
      return Optional.empty();
    }
  }
}
