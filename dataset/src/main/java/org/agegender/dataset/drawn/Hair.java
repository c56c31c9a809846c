package org.agegender.dataset.drawn;

import java.awt.Color;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** The hair of the head and the beard. */
final class Hair {

  private static final double BALD = 0.8;

  private final Person person;
  private final Ageing ageing;
  private final Geometry geometry;
  private final Random random;
  private final Color colour;
  private final double length;

  Hair(Person person, Ageing ageing, Geometry geometry, Random random) {
    this.person = person;
    this.ageing = ageing;
    this.geometry = geometry;
    this.random = random;
    this.colour = ageing.hair(person.hair());
    this.length =
        Math.max(0, person.hairLength() * (1 - ageing.baby()) * (1 - 0.45 * ageing.old()));
  }

  /** What falls behind the head. */
  void paintBehind(Brush brush) {
    if (length < 0.2) {
      return;
    }
    double w = geometry.width() * (1.12 + 0.2 * length);
    double bottom = 0.35 + 1.25 * length;
    Path2D back =
        Curves.closed(
            0,
            -1.16,
            -0.8 * w,
            -0.85,
            -w,
            -0.2,
            -1.04 * w,
            0.5 * bottom,
            -0.9 * w,
            bottom,
            -0.3 * w,
            bottom + 0.06,
            0.3 * w,
            bottom + 0.06,
            0.9 * w,
            bottom,
            1.04 * w,
            0.5 * bottom,
            w,
            -0.2,
            0.8 * w,
            -0.85);
    brush.fill(back, Paints.scale(colour, 0.72));
    brush.clip(back);
    for (int strand = 0; strand < 14; strand++) {
      double x = (2 * random.nextDouble() - 1) * w;
      strand(brush, Curves.open(0.8 * x, -0.7, x, 0, 0.95 * x, bottom));
    }
    brush.unclip();
  }

  /** What lies on the head and the forehead. */
  void paintFront(Brush brush) {
    double opacity = 1 - 0.65 * ageing.baby();
    if (ageing.recession() < BALD) {
      Path2D cap = cap();
      brush.fill(cap, Paints.fade(colour, opacity));
      brush.clip(cap);
      for (int strand = 0; strand < 18; strand++) {
        double x = (2 * random.nextDouble() - 1) * geometry.width();
        strand(brush, Curves.open(0.25 * x, -1.15, 0.75 * x, -0.9, 1.1 * x, -0.3));
      }
      brush.unclip();
    }
    sides(brush, opacity);
  }

  private Path2D cap() {
    double w = geometry.width();
    double recession = ageing.recession();
    boolean fringe = person.fringe() && recession < 0.25 && ageing.baby() < 0.5;
    double line =
        Paints.between(fringe ? -0.3 : -0.56, -0.98, recession / BALD) - 0.1 * ageing.baby();
    double temple = line - 0.25 * recession + (fringe ? 0.02 : 0.08);
    double thick = 1.1 + 0.06 * length - 0.05 * ageing.old() - 0.06 * ageing.baby();
    double part = 0.06 * Math.signum(person.eyeSize() - 1);
    double side = -0.12 - 0.5 * recession;
    return Curves.closed(
        0,
        -thick,
        -0.62 * w,
        -0.92 * thick,
        -1.02 * w,
        -0.52 * thick,
        -1.06 * w,
        side,
        -0.93 * w,
        side - 0.05,
        -0.8 * w,
        temple,
        -0.4 * w,
        line - 0.02 + part,
        0,
        line,
        0.4 * w,
        line - 0.02 - part,
        0.8 * w,
        temple,
        0.93 * w,
        side - 0.05,
        1.06 * w,
        side,
        1.02 * w,
        -0.52 * thick,
        0.62 * w,
        -0.92 * thick);
  }

  /** Before the ears; long hair falls along the cheeks. */
  private void sides(Brush brush, double opacity) {
    double w = geometry.width();
    double bottom = length > 0.2 ? 0.3 + 1.1 * length : 0.1 + 0.12 * person.masculinity();
    double inner = length > 0.2 ? 0.9 : 0.94;
    for (int s = -1; s <= 1; s += 2) {
      Path2D lock =
          Curves.closed(
              s * 0.95 * w,
              -0.5,
              s * 1.08 * w,
              -0.3,
              s * (1.08 + 0.12 * length) * w,
              0.6 * bottom,
              s * (1.02 + 0.1 * length) * w,
              bottom,
              s * inner * w,
              0.7 * bottom,
              s * inner * w,
              -0.1);
      brush.fill(lock, Paints.fade(colour, opacity * (0.9 - 0.5 * ageing.baby())));
    }
  }

  private void strand(Brush brush, Path2D line) {
    double factor = 0.6 + 0.9 * random.nextDouble();
    Color shade = Paints.scale(colour, factor);
    brush.line(line, Paints.fade(shade, 0.4), 0.02 + 0.04 * random.nextDouble());
  }

  void paintBeard(Brush brush, double smile) {
    double strength = ageing.beard();
    double moustache = person.moustache() ? Paints.ramp(1 - ageing.child(), 0.97, 1) : 0;
    double x = geometry.shift() * 1.15;
    double mouth = geometry.mouthY();
    Color dark = Paints.scale(colour, 0.85);
    if (strength > 0.05) {
      Area beard = new Area(geometry.head(1 + 0.05 * strength));
      double from = 0.3 + 0.12 * (1 - strength);
      beard.intersect(new Area(new Rectangle2D.Double(-2, from, 4, 2)));
      beard.subtract(
          new Area(
              Curves.closed(
                  x - 0.55,
                  from - 0.1,
                  x - 0.36,
                  mouth - 0.1,
                  x - 0.27,
                  mouth + 0.12,
                  x,
                  mouth + 0.17,
                  x + 0.27,
                  mouth + 0.12,
                  x + 0.36,
                  mouth - 0.1,
                  x + 0.55,
                  from - 0.1)));
      brush.fill(beard, Paints.fade(dark, 0.25 + 0.65 * strength));
    }
    if (Math.max(moustache, strength - 0.3) > 0.05) {
      double w = geometry.mouthWidth() * 1.05;
      double y = geometry.noseY() + 0.1;
      brush.fill(
          Curves.closed(
              x - w,
              y + 0.1 - 0.04 * smile,
              x - 0.5 * w,
              y,
              x,
              y - 0.01,
              x + 0.5 * w,
              y,
              x + w,
              y + 0.1 - 0.04 * smile,
              x,
              y + 0.07),
          Paints.fade(dark, 0.9 * Math.max(moustache, strength)));
    }
  }
}
