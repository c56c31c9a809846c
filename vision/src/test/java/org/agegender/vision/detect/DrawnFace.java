package org.agegender.vision.detect;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import org.agegender.core.Point;
import org.agegender.core.RgbImage;
import org.agegender.vision.Picture;

/**
 * Draws a head with the light and dark places that a cascade looks for.
 *
 * @param x middle of the face
 * @param y middle of the face, between eyes and mouth
 * @param size about forehead to chin, in pixels
 * @param turn clockwise, in degrees
 */
record DrawnFace(double x, double y, double size, double turn) {

  private static final double EYE_ACROSS = 0.21;
  private static final double EYE_UP = -0.14;

  /** A grey picture with these faces. */
  static Picture picture(int width, int height, DrawnFace... faces) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(120, 125, 130));
    pen.fillRect(0, 0, width, height);
    for (DrawnFace face : faces) {
      face.draw(pen);
    }
    pen.dispose();
    float[] weights = new float[9];
    Arrays.fill(weights, 1f / 9);
    BufferedImage soft =
        new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int i = 0; i < width * height; i++) {
      int rgb = soft.getRGB(i % width, i / width);
      pixels[3 * i] = (byte) (rgb >> 16);
      pixels[3 * i + 1] = (byte) (rgb >> 8);
      pixels[3 * i + 2] = (byte) rgb;
    }
    return Picture.of(new RgbImage(width, height, pixels));
  }

  /** The centre of the eye on the left or on the right of the picture. */
  Point eye(boolean left) {
    double[] at = {left ? -EYE_ACROSS : EYE_ACROSS, EYE_UP};
    toPicture().transform(at, 0, at, 0, 1);
    return new Point(at[0], at[1]);
  }

  private AffineTransform toPicture() {
    AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
    transform.rotate(Math.toRadians(turn));
    transform.scale(size, size);
    return transform;
  }

  private void draw(Graphics2D pen) {
    AffineTransform before = pen.getTransform();
    pen.transform(toPicture());
    fill(pen, new Color(60, 45, 35), new Ellipse2D.Double(-0.5, -0.75, 1, 1.1));
    fill(pen, new Color(225, 190, 165), new Ellipse2D.Double(-0.43, -0.62, 0.86, 1.2));
    for (int side = -1; side <= 1; side += 2) {
      double eye = side * EYE_ACROSS;
      fill(
          pen,
          new Color(150, 115, 95),
          new Ellipse2D.Double(eye - 0.13, EYE_UP - 0.08, 0.26, 0.15));
      fill(
          pen,
          new Color(235, 235, 235),
          new Ellipse2D.Double(eye - 0.09, EYE_UP - 0.035, 0.18, 0.07));
      fill(
          pen,
          new Color(40, 25, 20),
          new Ellipse2D.Double(eye - 0.035, EYE_UP - 0.035, 0.07, 0.07));
      fill(pen, new Color(70, 50, 40), new Ellipse2D.Double(eye - 0.13, EYE_UP - 0.14, 0.26, 0.05));
    }
    Path2D nose = new Path2D.Double();
    nose.moveTo(-0.03, EYE_UP);
    nose.lineTo(0.03, EYE_UP);
    nose.lineTo(0.07, 0.12);
    nose.lineTo(-0.07, 0.12);
    fill(pen, new Color(240, 210, 190), nose);
    fill(pen, new Color(150, 105, 90), new Ellipse2D.Double(-0.08, 0.1, 0.16, 0.04));
    fill(pen, new Color(150, 70, 70), new Ellipse2D.Double(-0.16, 0.24, 0.32, 0.09));
    pen.setColor(new Color(90, 40, 40));
    pen.setStroke(new BasicStroke(0.015f));
    pen.draw(new Arc2D.Double(-0.16, 0.22, 0.32, 0.1, 190, 160, Arc2D.OPEN));
    pen.setTransform(before);
  }

  private static void fill(Graphics2D pen, Color colour, Shape shape) {
    pen.setColor(colour);
    pen.fill(shape);
  }
}
