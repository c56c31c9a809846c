package org.agegender.dataset.drawn;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** One photograph: background, body, head and what the camera adds. */
final class Portrait {

  private Portrait() {}

  /** A background without anybody. */
  static BufferedImage empty(Photo photo, int size, Random random) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(image);
    background(graphics, photo, size, random);
    graphics.dispose();
    expose(image, photo, random);
    return image;
  }

  /**
   * @param age in years
   * @param size width and height in pixels
   */
  static BufferedImage of(Person person, double age, Photo photo, int size, Random random) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(image);
    background(graphics, photo, size, random);
    graphics.translate(photo.x() * size, photo.y() * size);
    graphics.rotate(photo.tilt());
    graphics.scale(photo.scale() * size, photo.scale() * size);
    Ageing ageing = Ageing.of(person, age);
    Geometry geometry = Geometry.of(person, ageing, photo.turn());
    Brush brush = new Brush(graphics);
    Color skin = ageing.skin(person.skin());
    Hair hair = new Hair(person, ageing, geometry, random);
    hair.paintBehind(brush);
    new HeadPainter(person, ageing, geometry, skin, photo).paint(brush, random);
    FeaturePainter features = new FeaturePainter(person, ageing, geometry, skin, photo);
    features.paint(brush);
    hair.paintBeard(brush, photo.smile());
    hair.paintFront(brush);
    features.paintGlasses(brush);
    graphics.dispose();
    expose(image, photo, random);
    return image;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return graphics;
  }

  private static void background(Graphics2D graphics, Photo photo, int size, Random random) {
    float tilt = random.nextFloat() * size;
    graphics.setPaint(
        new GradientPaint(tilt, 0, photo.background(), size - tilt, size, photo.backdrop()));
    graphics.fill(new Rectangle2D.Double(0, 0, size, size));
    Brush brush = new Brush(graphics);
    for (int blob = random.nextInt(5); blob > 0; blob--) {
      double radius = (0.1 + 0.25 * random.nextDouble()) * size;
      Color colour =
          Paints.scale(
              random.nextBoolean() ? photo.background() : photo.backdrop(),
              0.6 + 0.8 * random.nextDouble());
      brush.glow(
          random.nextDouble() * size, random.nextDouble() * size, radius, radius, colour, 0.7);
    }
  }

  /** Brightness, colour of the light and noise, as a camera gives them. */
  private static void expose(BufferedImage image, Photo photo, Random random) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    double red = photo.brightness() * photo.warmth();
    double blue = photo.brightness() / photo.warmth();
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      double noise = photo.noise() * (random.nextFloat() + random.nextFloat() - 1) * 2.45;
      pixels[i] =
          level((pixel >> 16 & 0xff) * red + noise) << 16
              | level((pixel >> 8 & 0xff) * photo.brightness() + noise) << 8
              | level((pixel & 0xff) * blue + noise);
    }
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }
}
