package org.agegender.vision.detect;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agegender.core.RgbImage;
import org.agegender.vision.Picture;

/** Drawn pictures without a face, of many kinds and sizes. */
final class FacelessPictures {

  /** The kinds of picture. */
  private enum Kind {
    NOISE,
    BLURRED_NOISE,
    GRADIENT,
    SHAPES,
    TEXT,
    STRIPES,
    BLOBS,
    CHECKERS,
    LINES,
    CLOUDS
  }

  private static final int[][] SIZES = {
    {64, 48}, {200, 200}, {320, 240}, {640, 480}, {300, 900}, {1280, 960}
  };

  private FacelessPictures() {}

  /** So many pictures, always the same; whoever obtains them closes them. */
  static List<Picture> draw(int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      int[] size = SIZES[i % SIZES.length];
      pictures.add(picture(draw(kind, size[0], size[1], new Random(i))));
    }
    return pictures;
  }

  private static BufferedImage draw(Kind kind, int width, int height, Random random) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(colour(random));
    pen.fillRect(0, 0, width, height);
    switch (kind) {
      case NOISE -> noise(image, random);
      case BLURRED_NOISE -> {
        noise(image, random);
        image = blurred(image, 3 + 2 * random.nextInt(6));
      }
      case GRADIENT -> {
        pen.setPaint(
            new GradientPaint(
                0, 0, colour(random), random.nextInt(width) + 1f, height, colour(random)));
        pen.fillRect(0, 0, width, height);
      }
      case SHAPES -> shapes(pen, width, height, random);
      case TEXT -> text(pen, width, height, random);
      case STRIPES -> stripes(pen, width, height, random);
      case BLOBS -> {
        shapes(pen, width, height, random);
        image = blurred(image, 9 + 2 * random.nextInt(8));
      }
      case CHECKERS -> checkers(pen, width, height, random);
      case LINES -> lines(pen, width, height, random);
      case CLOUDS -> clouds(image, random);
    }
    pen.dispose();
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }

  private static void noise(BufferedImage image, Random random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
  }

  private static BufferedImage blurred(BufferedImage image, int side) {
    float[] weights = new float[side * side];
    Arrays.fill(weights, 1f / weights.length);
    return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null)
        .filter(image, null);
  }

  private static void shapes(Graphics2D pen, int width, int height, Random random) {
    for (int i = 0; i < 40; i++) {
      pen.setColor(colour(random));
      double w = width * (0.02 + 0.3 * random.nextDouble());
      double h = height * (0.02 + 0.3 * random.nextDouble());
      double x = random.nextDouble() * width - w / 2;
      double y = random.nextDouble() * height - h / 2;
      pen.fill(
          random.nextBoolean()
              ? new Ellipse2D.Double(x, y, w, h)
              : new Rectangle2D.Double(x, y, w, h));
    }
  }

  private static void text(Graphics2D pen, int width, int height, Random random) {
    for (int y = 10; y < height; y += 6 + random.nextInt(40)) {
      pen.setColor(colour(random));
      pen.setFont(new Font(Font.SERIF, random.nextInt(4), 8 + random.nextInt(40)));
      StringBuilder line = new StringBuilder();
      while (line.length() < width / 4) {
        line.append((char) ('!' + random.nextInt(94)));
      }
      pen.drawString(line.toString(), -random.nextInt(20), y);
    }
  }

  private static void stripes(Graphics2D pen, int width, int height, Random random) {
    int step = 2 + random.nextInt(30);
    pen.rotate(random.nextDouble() * Math.PI, width / 2.0, height / 2.0);
    pen.setColor(colour(random));
    for (int x = -width - height; x < 2 * (width + height); x += 2 * step) {
      pen.fillRect(x, -width - height, step, 3 * (width + height));
    }
  }

  private static void checkers(Graphics2D pen, int width, int height, Random random) {
    int side = 3 + random.nextInt(40);
    pen.setColor(colour(random));
    for (int y = 0; y < height; y += side) {
      for (int x = y / side % 2 * side; x < width; x += 2 * side) {
        pen.fillRect(x, y, side, side);
      }
    }
  }

  private static void lines(Graphics2D pen, int width, int height, Random random) {
    for (int i = 0; i < 120; i++) {
      pen.setColor(colour(random));
      pen.setStroke(new BasicStroke(1 + random.nextInt(6)));
      pen.draw(
          new Line2D.Double(
              random.nextInt(width),
              random.nextInt(height),
              random.nextInt(width),
              random.nextInt(height)));
    }
  }

  /** Noise on several scales, one over the other, in three colours. */
  private static void clouds(BufferedImage image, Random random) {
    int width = image.getWidth();
    int height = image.getHeight();
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int cells = 2; cells < 64; cells *= 2) {
      BufferedImage coarse = new BufferedImage(cells, cells, BufferedImage.TYPE_INT_ARGB);
      for (int i = 0; i < cells * cells; i++) {
        coarse.setRGB(i % cells, i / cells, 0x60000000 | random.nextInt(1 << 24));
      }
      pen.drawImage(coarse, 0, 0, width, height, null);
    }
    pen.dispose();
  }

  private static Picture picture(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int i = 0; i < width * height; i++) {
      int rgb = image.getRGB(i % width, i / width);
      pixels[3 * i] = (byte) (rgb >> 16);
      pixels[3 * i + 1] = (byte) (rgb >> 8);
      pixels[3 * i + 2] = (byte) rgb;
    }
    return Picture.of(new RgbImage(width, height, pixels));
  }
}
