package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import org.agegender.core.FaceBox;
import org.agegender.core.RgbImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A decoded picture in native memory, 8 bits a channel. Whoever obtains one closes it; after that
 * it must not be used. Not safe for use by several threads at once.
 */
public final class Picture implements AutoCloseable {

  /** {@code [height, width, 3]}, blue first: the library's own order. */
  private final Mat bgr;

  Picture(Mat bgr) {
    this.bgr = bgr;
  }

  /** A picture with these pixels; they are copied. */
  public static Picture of(RgbImage image) {
    OpenCv.load();
    Mat bgr = new Mat(image.height(), image.width(), CV_8UC3);
    byte[] swapped = image.pixels().clone();
    swapRedAndBlue(swapped);
    bgr.data().put(swapped);
    return new Picture(bgr);
  }

  /** {@code [height, width, 3]}, blue first; this picture's own memory. */
  Mat bgr() {
    return bgr;
  }

  /** Pixels across. */
  public int width() {
    return bgr.cols();
  }

  /** Pixels down. */
  public int height() {
    return bgr.rows();
  }

  /**
   * A part of this picture that shares its pixels; each of the two is closed by its own owner.
   *
   * @throws IllegalArgumentException if the part is not within the picture
   */
  public Picture part(FaceBox box) {
    if (box.x() < 0
        || box.y() < 0
        || box.width() > width() - box.x()
        || box.height() > height() - box.y()) {
      throw new IllegalArgumentException(
          "%s is not within a picture of %dx%d".formatted(box, width(), height()));
    }
    try (Rect rectangle = new Rect(box.x(), box.y(), box.width(), box.height())) {
      return new Picture(new Mat(bgr, rectangle));
    }
  }

  /**
   * This picture in another size, as a new picture: averaged over areas in a direction that
   * shrinks, linear in one that grows. The proportions may change.
   *
   * @throws IllegalArgumentException if a side is below 1
   */
  public Picture resize(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture has at least one pixel, asked for " + width + "x" + height);
    }
    int smallWidth = Math.min(width, width());
    int smallHeight = Math.min(height, height());
    if (smallWidth == width && smallHeight == height) {
      return new Picture(resized(bgr, width, height, INTER_AREA));
    } else if (smallWidth == width() && smallHeight == height()) {
      return new Picture(resized(bgr, width, height, INTER_LINEAR));
    }
    try (Mat shrunk = resized(bgr, smallWidth, smallHeight, INTER_AREA)) {
      return new Picture(resized(shrunk, width, height, INTER_LINEAR));
    }
  }

  private static Mat resized(Mat source, int width, int height, int interpolation) {
    Mat target = new Mat();
    try (Size size = new Size(width, height)) {
      opencv_imgproc.resize(source, target, size, 0, 0, interpolation);
    }
    return target;
  }

  /**
   * Encodes as baseline JPEG with 4:2:0 chroma; the same pixels give the same bytes.
   *
   * @param quality 1 to 100
   * @throws IllegalArgumentException if the quality is not 1..100
   */
  public byte[] toJpeg(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality must be 1..100, found " + quality);
    }
    try (IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
      return encoded(".jpg", options);
    }
  }

  /** Encodes as PNG, without loss. */
  public byte[] toPng() {
    try (IntPointer none = new IntPointer(0L)) {
      return encoded(".png", none);
    }
  }

  /** The pixels in Java memory; a copy. */
  public RgbImage toRgb() {
    byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width(), height()), 3)];
    try (Mat whole = bgr.isContinuous() ? new Mat(bgr) : bgr.clone()) {
      whole.data().get(pixels);
    }
    swapRedAndBlue(pixels);
    return new RgbImage(width(), height(), pixels);
  }

  private byte[] encoded(String format, IntPointer options) {
    try (BytePointer out = new BytePointer()) {
      if (!imencode(format, bgr, out, options)) {
        throw new IllegalStateException(
            "a picture of %dx%d cannot be encoded as %s".formatted(width(), height(), format));
      }
      byte[] encoded = new byte[Math.toIntExact(out.limit())];
      out.get(encoded);
      return encoded;
    }
  }

  /** The luma (ITU-R BT.601) in Java memory, {@code [height, width]}. */
  public byte[] toGrey() {
    byte[] pixels = new byte[Math.multiplyExact(width(), height())];
    try (Mat grey = new Mat()) {
      opencv_imgproc.cvtColor(bgr, grey, opencv_imgproc.COLOR_BGR2GRAY);
      grey.data().get(pixels);
    }
    return pixels;
  }

  private static void swapRedAndBlue(byte[] pixels) {
    for (int i = 0; i < pixels.length; i += 3) {
      byte first = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = first;
    }
  }

  /** Gives the native memory back. */
  @Override
  public void close() {
    bgr.close();
  }
}
