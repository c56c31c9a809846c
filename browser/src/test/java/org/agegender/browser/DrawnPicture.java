package org.agegender.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.agegender.core.FaceBox;

/**
 * A dark picture with drawn faces, which {@link DrawnFaceDetector} and {@link DrawnFaceNetwork}
 * read.
 */
final class DrawnPicture {

  /** Blue of a face; the ground has none. */
  static final int BLUE = 200;

  /**
   * @param box where it is drawn
   * @param age 1 to 100, another one for each face of a picture: its red
   * @param male probability of male
   */
  record Face(FaceBox box, int age, double male) {}

  private DrawnPicture() {}

  static byte[] png(int width, int height, List<Face> faces) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (Face face : faces) {
      graphics.setColor(new Color(face.age(), (int) Math.round(face.male() * 255), BLUE));
      FaceBox box = face.box();
      graphics.fillRect(box.x(), box.y(), box.width(), box.height());
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
