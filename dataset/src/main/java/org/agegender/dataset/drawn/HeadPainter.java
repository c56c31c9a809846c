package org.agegender.dataset.drawn;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Random;

/** Body, neck, ears and the skin of the face with what years leave on it. */
final class HeadPainter {

  private static final Color LIGHT = new Color(255, 244, 224);
  private static final Color SHADE = new Color(40, 20, 20);

  private final Person person;
  private final Ageing ageing;
  private final Geometry geometry;
  private final Color skin;
  private final Photo photo;

  HeadPainter(Person person, Ageing ageing, Geometry geometry, Color skin, Photo photo) {
    this.person = person;
    this.ageing = ageing;
    this.geometry = geometry;
    this.skin = skin;
    this.photo = photo;
  }

  void paint(Brush brush, Random random) {
    body(brush);
    ears(brush);
    Path2D head = geometry.head(1);
    brush.fill(head, skin);
    brush.clip(head);
    light(brush);
    cheeks(brush);
    sag(brush);
    spots(brush, random);
    wrinkles(brush);
    brush.unclip();
    brush.line(head, Paints.fade(Paints.scale(skin, 0.55), 0.5), 0.02);
  }

  private void body(Brush brush) {
    double child = ageing.child();
    double bones = person.masculinity() * (1 - child);
    double neck = geometry.width() * (0.5 + 0.16 * bones - 0.1 * child);
    double shoulders = 1.5 + 0.4 * bones - 0.55 * child;
    Color shadow = Paints.scale(skin, 0.78);
    brush.fill(
        Curves.closed(
            -neck, 0.6, -neck, 1.1, -1.25 * neck, 1.5, 1.25 * neck, 1.5, neck, 1.1, neck, 0.6),
        shadow);
    double lines = ageing.sag() * 0.8;
    brush.wrinkle(Curves.open(-0.7 * neck, 1.12, 0, 1.2, 0.7 * neck, 1.12), skin, lines, 0.025);
    brush.wrinkle(Curves.open(-0.3, 1.0, -0.24, 1.3), skin, lines, 0.03);
    brush.wrinkle(Curves.open(0.3, 1.0, 0.24, 1.3), skin, lines, 0.03);
    brush.fill(
        Curves.closed(
            -shoulders,
            2.6,
            -0.95 * shoulders,
            1.65,
            -0.55 * shoulders,
            1.42,
            -1.1 * neck,
            1.28,
            0,
            1.46,
            1.1 * neck,
            1.28,
            0.55 * shoulders,
            1.42,
            0.95 * shoulders,
            1.65,
            shoulders,
            2.6),
        photo.clothes());
  }

  private void ears(Brush brush) {
    double size = 0.16 + 0.05 * ageing.old() + 0.03 * ageing.child();
    double y = geometry.eyeY() + 0.16;
    for (int side = -1; side <= 1; side += 2) {
      double x = side * geometry.width() * 1.02;
      brush.ellipse(x, y, 0.6 * size, size, Paints.scale(skin, 0.88));
      brush.glow(x, y, 0.35 * size, 0.6 * size, SHADE, 0.2);
      if (person.makeUp() > 0.55 && ageing.child() < 0.4) {
        brush.ellipse(x, y + 1.25 * size, 0.035, 0.05, new Color(232, 200, 96));
      }
    }
  }

  private void light(Brush brush) {
    double side = photo.light();
    brush.glow(-side * 0.95, 0.25, 0.9, 1.3, SHADE, 0.34);
    brush.glow(side * 0.35, -0.35, 0.7, 0.6, LIGHT, 0.3);
    brush.glow(0, 1.12, 0.8, 0.3, SHADE, 0.22);
    for (int eye = -1; eye <= 1; eye += 2) {
      double depth = 0.12 + 0.22 * ageing.old() + 0.08 * person.masculinity();
      brush.glow(geometry.eye(eye), geometry.eyeY() - 0.04, 0.26, 0.15, SHADE, depth);
    }
  }

  private void cheeks(Brush brush) {
    double rosy = 0.32 * ageing.child() + 0.22 * person.makeUp() * (1 - ageing.child());
    for (int side = -1; side <= 1; side += 2) {
      double x = side * geometry.width() * 0.58 + geometry.shift();
      brush.glow(x, geometry.noseY() + 0.02, 0.24, 0.17, new Color(232, 96, 96), rosy);
      brush.glow(x, 0.48, 0.16, 0.3, SHADE, 0.3 * ageing.old() * (1 - 0.5 * ageing.baby()));
    }
  }

  private void sag(Brush brush) {
    double sag = ageing.sag();
    for (int side = -1; side <= 1; side += 2) {
      double x = geometry.eye(side);
      double bag = geometry.eyeY() + geometry.eyeOpening() + 0.07;
      brush.glow(x, bag, 0.17, 0.07, SHADE, 0.45 * sag);
      double w = geometry.eyeWidth();
      brush.wrinkle(
          Curves.open(x - w, bag - 0.02, x, bag + 0.05, x + w, bag - 0.02), skin, 0.9 * sag, 0.022);
      double corner = side * geometry.jaw() * 0.72;
      brush.wrinkle(
          Curves.open(corner, 0.66, corner * 0.94, 0.84, corner * 0.7, 0.93), skin, sag, 0.04);
      brush.glow(corner * 1.15, 0.8, 0.16, 0.14, SHADE, 0.4 * sag);
    }
  }

  private void spots(Brush brush, Random random) {
    int count = (int) Math.round(16 * ageing.spots());
    for (int spot = 0; spot < count; spot++) {
      double x = (2 * random.nextDouble() - 1) * geometry.width() * 0.9;
      double y =
          random.nextDouble() < 0.5
              ? -0.85 + 0.5 * random.nextDouble()
              : 0.1 + 0.5 * random.nextDouble();
      double radius = 0.015 + 0.03 * random.nextDouble();
      brush.ellipse(x, y, radius, 0.8 * radius, Paints.fade(Paints.scale(skin, 0.62), 0.5));
    }
  }

  private void wrinkles(Brush brush) {
    double depth = ageing.wrinkles();
    double shift = geometry.shift();
    double brow = geometry.browY();
    for (int line = 0; line < 4; line++) {
      double y = brow - 0.14 - 0.11 * line;
      double half = 0.42 - 0.05 * line;
      double strength = depth * 1.25 - 0.14 * line;
      brush.wrinkle(
          Curves.open(
              shift - half,
              y + 0.03,
              shift - half / 3,
              y,
              shift + half / 3,
              y + 0.01,
              shift + half,
              y + 0.035),
          skin,
          Math.min(1, strength),
          0.022);
    }
    for (int side = -1; side <= 1; side += 2) {
      double frown = shift + side * 0.055;
      brush.wrinkle(
          Curves.open(frown, brow - 0.06, frown * 0.9 + side * 0.01, brow + 0.08),
          skin,
          0.9 * Paints.ramp(depth, 0.25, 1),
          0.022);
      double corner = geometry.eye(side) + side * (geometry.eyeWidth() + 0.03);
      for (int ray = -1; ray <= 1; ray++) {
        brush.wrinkle(
            Curves.open(
                corner,
                geometry.eyeY() + 0.01 + 0.02 * ray,
                corner + side * 0.14,
                geometry.eyeY() + 0.01 + 0.08 * ray),
            skin,
            0.95 * Paints.ramp(depth, 0.12, 0.8),
            0.018);
      }
      fold(brush, side, depth);
    }
  }

  /** From the nose to the mouth and on to the chin. */
  private void fold(Brush brush, int side, double depth) {
    double shift = geometry.shift();
    double noseX = shift + side * (geometry.noseWidth() + 0.03);
    double mouthX = shift + side * (geometry.mouthWidth() + 0.06);
    double mouth = geometry.mouthY();
    brush.wrinkle(
        Curves.open(
            noseX,
            geometry.noseY() - 0.02,
            mouthX,
            mouth - 0.1,
            mouthX + side * 0.02,
            mouth + 0.03),
        skin,
        Math.min(1, 0.1 * (1 - ageing.child()) + 1.2 * depth),
        0.028);
    brush.wrinkle(
        Curves.open(mouthX - side * 0.05, mouth + 0.04, mouthX - side * 0.03, mouth + 0.2),
        skin,
        Paints.ramp(depth, 0.35, 1),
        0.026);
    brush.wrinkle(
        Curves.open(
            side * geometry.width() * 0.8,
            0.2,
            side * geometry.width() * 0.66,
            0.42,
            side * geometry.width() * 0.68,
            0.6),
        skin,
        0.8 * Paints.ramp(depth, 0.5, 1),
        0.022);
  }
}
