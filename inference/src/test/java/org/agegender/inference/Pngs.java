package org.agegender.inference;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.agegender.core.RgbImage;

/** Pictures as PNG files, written by the JDK. */
public final class Pngs {

  private Pngs() {}

  /** Writes a picture without loss, with the folders it needs. */
  public static Path write(Path file, RgbImage image) throws IOException {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int at = (y * image.width() + x) * RgbImage.CHANNELS;
        byte[] p = image.pixels();
        buffered.setRGB(x, y, (p[at] & 0xff) << 16 | (p[at + 1] & 0xff) << 8 | p[at + 2] & 0xff);
      }
    }
    Files.createDirectories(file.resolveSibling(""));
    ImageIO.write(buffered, "png", file.toFile());
    return file;
  }
}
