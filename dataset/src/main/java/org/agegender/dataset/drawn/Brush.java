package org.agegender.dataset.drawn;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;

/** Fills and strokes in the coordinates of a head. */
final class Brush {

  private final Graphics2D graphics;

  Brush(Graphics2D graphics) {
    this.graphics = graphics;
  }

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  void line(Shape shape, Color colour, double width) {
    graphics.setPaint(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  /** A dark fold beside a light one, as a wrinkle catches the light. */
  void wrinkle(Shape shape, Color skin, double depth, double width) {
    if (depth > 0.02) {
      line(shape, Paints.fade(Paints.scale(skin, 0.5), 0.85 * depth), width);
    }
  }

  /** A soft round spot that fades to nothing. */
  void glow(double x, double y, double radiusX, double radiusY, Color colour, double opacity) {
    if (opacity <= 0.01) {
      return;
    }
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.scale(radiusX, radiusY);
    Color middle = Paints.fade(colour, opacity);
    fill(
        new Ellipse2D.Double(-1, -1, 2, 2),
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            1,
            new float[] {0, 0.45f, 1},
            new Color[] {middle, Paints.fade(colour, 0.6 * opacity), Paints.fade(colour, 0)}));
    graphics.setTransform(before);
  }

  void ellipse(double x, double y, double radiusX, double radiusY, Paint paint) {
    fill(new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY), paint);
  }

  /** Paints only within a shape until {@link #unclip}. */
  void clip(Shape shape) {
    graphics.setClip(shape);
  }

  void unclip() {
    graphics.setClip(null);
  }
}
