package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG, PNG, WebP, BMP, GIF and TIFF (first frame or page) to upright 8-bit colour: EXIF
 * turns are applied; grey, CMYK and 16-bit pictures are converted; alpha is left out, so that
 * transparent pixels show the colour stored for them.
 *
 * <p>Sizes are read from the header and held to the limits before memory is taken for the pixels.
 * Safe for use by several threads.
 *
 * <pre>{@code
 * try (Picture picture = new PictureDecoder().decode(Path.of("face.jpg"))) {
 *   RgbImage pixels = picture.toRgb();
 * }
 * }</pre>
 */
public final class PictureDecoder {

  private final PictureLimits limits;

  /** With {@link PictureLimits#DEFAULT}. */
  public PictureDecoder() {
    this(PictureLimits.DEFAULT);
  }

  /**
   * @param limits how large a picture may be
   */
  public PictureDecoder(PictureLimits limits) {
    this.limits = limits;
    OpenCv.load();
  }

  /**
   * Decodes a file.
   *
   * @throws UnreadablePictureException if there is no such file, it cannot be read, or it is no
   *     picture within the limits; the message begins with the path
   */
  public Picture decode(Path file) throws UnreadablePictureException {
    byte[] encoded;
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      // Reading a pipe or a device could wait for ever.
      if (!Files.isRegularFile(file)) {
        throw new UnreadablePictureException("not a regular file");
      }
      limits.checkBytes(Files.size(file));
      encoded = Files.readAllBytes(file);
      return decode(encoded);
    } catch (NoSuchFileException e) {
      throw new UnreadablePictureException(file + ": there is no such file", e);
    } catch (UnreadablePictureException e) {
      throw new UnreadablePictureException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UnreadablePictureException(file + ": cannot be read: " + e, e);
    }
  }

  /**
   * Decodes the bytes of a file.
   *
   * @throws UnreadablePictureException if they are no picture within the limits
   */
  public Picture decode(byte[] encoded) throws UnreadablePictureException {
    limits.checkBytes(encoded.length);
    PictureHeader header = PictureHeader.read(encoded, limits);
    try (BytePointer data = new BytePointer(encoded);
        Mat input = new Mat(1, encoded.length, CV_8UC1, data)) {
      Mat bgr = imdecode(input, IMREAD_COLOR);
      if (bgr.empty()) {
        bgr.close();
        throw new UnreadablePictureException(
            "the %s (%dx%d) is damaged or cut short"
                .formatted(header.format(), header.width(), header.height()));
      }
      return new Picture(bgr);
    } catch (RuntimeException e) {
      throw new UnreadablePictureException(
          "the %s (%dx%d) cannot be decoded: %s"
              .formatted(header.format(), header.width(), header.height(), firstLine(e)),
          e);
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
