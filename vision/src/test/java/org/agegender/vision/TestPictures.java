package org.agegender.vision;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.agegender.core.RgbImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Pictures made by the JDK's own writers, apart from the library under test. */
final class TestPictures {

  static final Map<Character, Integer> QUARTERS =
      Map.of('R', 0xFF0000, 'G', 0x00FF00, 'B', 0x0000FF, 'W', 0xFFFFFF);

  private TestPictures() {}

  /** Red and green above, blue and white below. */
  static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        char colour = "RGBW".charAt(2 * (2 * y / height) + 2 * x / width);
        image.setRGB(x, y, QUARTERS.get(colour));
      }
    }
    return image;
  }

  /** Left half red, right half blue. */
  static BufferedImage redAndBlue(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? 0xFFFF0000 : 0xFF0000FF);
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IllegalStateException("the JDK has no writer for " + format);
    }
    return out.toByteArray();
  }

  static byte[] redAndBlue(String format) throws IOException {
    return encode(redAndBlue(64, 48, BufferedImage.TYPE_INT_RGB), format);
  }

  static byte[] noise(String format) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, random.nextInt());
    }
    return encode(image, format);
  }

  /** A JPEG of one colour in CMYK as Adobe's programs write it: inverted and marked as theirs. */
  static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 32, 32, 4, null);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        raster.setPixel(x, y, new int[] {255 - cyan, 255 - magenta, 255 - yellow, 255 - black});
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    byte[] jpeg = out.toByteArray();
    ByteBuffer marked = ByteBuffer.allocate(jpeg.length + 16);
    marked.put(jpeg, 0, 2).putShort((short) 0xFFEE).putShort((short) 14);
    marked.put(new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
    return marked.put(jpeg, 2, jpeg.length - 2).array();
  }

  static byte[] webp(int width, int height) {
    try (Mat mat = new Mat(height, width, opencv_core.CV_8UC3, new Scalar(0, 0, 255, 0));
        BytePointer out = new BytePointer()) {
      opencv_imgcodecs.imencode(".webp", mat, out);
      byte[] encoded = new byte[(int) out.limit()];
      out.get(encoded);
      return encoded;
    }
  }

  /** Puts an EXIF segment with nothing but an orientation behind the start of a JPEG. */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 36);
    out.put(jpeg, 0, 2);
    out.putShort((short) 0xFFE1).putShort((short) 34);
    out.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8});
    out.putShort((short) 1);
    out.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    out.putShort((short) orientation).putShort((short) 0);
    out.putInt(0);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** Says another size in the header of a PNG, with a good checksum. */
  static byte[] pngClaiming(byte[] png, int width, int height) {
    byte[] claimed = png.clone();
    ByteBuffer.wrap(claimed).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(claimed, 12, 17);
    ByteBuffer.wrap(claimed).putInt(29, (int) crc.getValue());
    return claimed;
  }

  /** Puts packed texts of nothing behind the header of a PNG. */
  static byte[] pngWithTexts(byte[] png, int count) {
    byte[] content = {'k', 0, 0, 0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1};
    byte[] name = {'z', 'T', 'X', 't'};
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    ByteBuffer out = ByteBuffer.allocate(png.length + count * (12 + content.length));
    out.put(png, 0, 33);
    for (int i = 0; i < count; i++) {
      out.putInt(content.length).put(name).put(content).putInt((int) crc.getValue());
    }
    out.put(png, 33, png.length - 33);
    return out.array();
  }

  static int rgb(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * 3;
    byte[] pixels = image.pixels();
    return (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | pixels[at + 2] & 0xFF;
  }
}
