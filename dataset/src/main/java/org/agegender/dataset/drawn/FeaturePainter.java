package org.agegender.dataset.drawn;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/** Eyes, brows, nose and mouth. */
final class FeaturePainter {

  private static final Color PUPIL = new Color(16, 12, 12);
  private static final Color LIPSTICK = new Color(178, 34, 52);

  private final Person person;
  private final Ageing ageing;
  private final Geometry geometry;
  private final Color skin;
  private final Photo photo;

  FeaturePainter(Person person, Ageing ageing, Geometry geometry, Color skin, Photo photo) {
    this.person = person;
    this.ageing = ageing;
    this.geometry = geometry;
    this.skin = skin;
    this.photo = photo;
  }

  void paint(Brush brush) {
    for (int side = -1; side <= 1; side += 2) {
      eye(brush, side);
      brow(brush, side);
    }
    nose(brush);
    mouth(brush);
  }

  private double grownUpMakeUp() {
    return person.makeUp() * Paints.ramp(1 - ageing.child(), 0.45, 0.85);
  }

  private void eye(Brush brush, int side) {
    double x = geometry.eye(side);
    double y = geometry.eyeY();
    double w = geometry.eyeWidth();
    double open = geometry.eyeOpening();
    double droop = side * 0.035 * ageing.sag();
    Path2D eye =
        Curves.closed(
            x - w,
            y + 0.01 - droop,
            x - 0.4 * w,
            y - open,
            x + 0.4 * w,
            y - open,
            x + w,
            y + 0.01 + droop,
            x + 0.4 * w,
            y + 0.8 * open,
            x - 0.4 * w,
            y + 0.8 * open);
    double shadow = grownUpMakeUp();
    brush.glow(x, y - open, 1.25 * w, 0.1, new Color(96, 60, 110), 0.55 * shadow);
    brush.fill(eye, Paints.mix(new Color(246, 244, 240), new Color(226, 206, 180), ageing.old()));
    brush.clip(eye);
    double iris = Math.min(0.1, 0.62 * w);
    double gaze = x + 0.15 * photo.turn();
    brush.ellipse(gaze, y, iris, iris, person.iris());
    brush.ellipse(gaze, y, 0.5 * iris, 0.5 * iris, PUPIL);
    brush.ellipse(gaze + 0.03, y - 0.03, 0.02, 0.02, Color.WHITE);
    brush.unclip();
    Color lash = Paints.fade(PUPIL, 0.55 + 0.4 * shadow);
    brush.line(
        Curves.open(
            x - w,
            y + 0.01 - droop,
            x - 0.4 * w,
            y - open,
            x + 0.4 * w,
            y - open,
            x + w,
            y + 0.01 + droop),
        lash,
        0.025 + 0.025 * shadow);
    if (shadow > 0.35) {
      double tip = x + side * w;
      brush.line(Curves.open(tip, y + 0.01, tip + side * 0.06, y - 0.05), lash, 0.03);
    }
    double fold = open + 0.045 - 0.02 * ageing.sag();
    brush.wrinkle(
        Curves.open(x - w, y - 0.4 * fold, x, y - 1.25 * fold, x + w, y - 0.4 * fold + droop),
        skin,
        0.45 + 0.5 * ageing.sag(),
        0.02);
  }

  private void brow(Brush brush, int side) {
    double bones = person.masculinity() * (1 - 0.7 * ageing.child());
    double x = geometry.eye(side);
    double y = geometry.browY();
    double w = 0.17 + 0.03 * bones;
    double arch = 0.05 * (1 - bones);
    Color colour =
        Paints.mix(
            Paints.scale(ageing.hair(person.hair()), 0.75),
            Paints.GREY_HAIR,
            0.6 * Math.max(0, ageing.grey() - 0.3));
    brush.line(
        Curves.open(
            x - side * w,
            y + 0.035,
            x + side * 0.2 * w,
            y - arch,
            x + side * w,
            y + 0.03 + 0.3 * arch),
        Paints.fade(colour, 0.9 - 0.5 * ageing.baby() - 0.2 * ageing.child()),
        0.03 + 0.055 * bones);
  }

  private void nose(Brush brush) {
    double x = geometry.shift() * 1.35;
    double y = geometry.noseY();
    double w = geometry.noseWidth();
    double side = photo.light() > 0 ? -1 : 1;
    Color shade = Paints.scale(skin, 0.62);
    double bridge = 0.5 * (1 - 0.7 * ageing.child());
    brush.line(
        Curves.open(
            geometry.shift() + side * 0.05,
            geometry.eyeY() + 0.02,
            x + side * 0.05,
            y - 0.14,
            x + side * w,
            y - 0.03),
        Paints.fade(shade, bridge),
        0.035);
    brush.glow(x, y - 0.05, 0.8 * w, 0.09, new Color(255, 240, 224), 0.35);
    brush.line(
        Curves.open(
            x - w,
            y - 0.04,
            x - 0.7 * w,
            y + 0.025,
            x,
            y + 0.045,
            x + 0.7 * w,
            y + 0.025,
            x + w,
            y - 0.04),
        Paints.fade(shade, 0.75),
        0.028);
    brush.ellipse(x - 0.45 * w, y + 0.015, 0.032, 0.018, Paints.scale(skin, 0.4));
    brush.ellipse(x + 0.45 * w, y + 0.015, 0.032, 0.018, Paints.scale(skin, 0.4));
  }

  private void mouth(Brush brush) {
    double x = geometry.shift() * 1.15;
    double y = geometry.mouthY();
    double w = geometry.mouthWidth();
    double curve = 0.06 * photo.smile() - 0.03 * ageing.sag();
    double full = person.lipSize() * (1 - 0.5 * ageing.old()) * (1 + 0.1 * ageing.child());
    double upper = 0.055 * full;
    double lower = 0.085 * full;
    double open = photo.smile() > 0.45 ? 0.09 * (photo.smile() - 0.3) : 0;
    Color natural =
        Paints.mix(Paints.scale(skin, 0.84), new Color(184, 84, 84), 0.42 - 0.25 * ageing.old());
    Color lips = Paints.mix(natural, LIPSTICK, 0.95 * Math.min(1, 1.3 * grownUpMakeUp()));
    Path2D shape =
        Curves.closed(
            x - w,
            y - curve,
            x - 0.35 * w,
            y - upper,
            x,
            y - 0.7 * upper,
            x + 0.35 * w,
            y - upper,
            x + w,
            y - curve,
            x + 0.45 * w,
            y + lower + 0.5 * curve + open,
            x,
            y + lower + 0.8 * curve + open,
            x - 0.45 * w,
            y + lower + 0.5 * curve + open);
    brush.fill(shape, lips);
    double middle = y + 0.5 * curve;
    if (open > 0) {
      Path2D teeth =
          Curves.closed(
              x - 0.8 * w,
              y - 0.6 * curve,
              x,
              middle,
              x + 0.8 * w,
              y - 0.6 * curve,
              x,
              middle + 1.6 * open);
      Color ivory = Paints.mix(new Color(250, 248, 242), new Color(222, 200, 150), ageing.old());
      brush.fill(teeth, ageing.baby() > 0.75 ? new Color(120, 40, 44) : ivory);
    }
    brush.line(
        Curves.open(x - w, y - curve, x, middle, x + w, y - curve),
        Paints.fade(Paints.scale(lips, 0.45), 0.9),
        0.022);
    double lines = Paints.ramp(ageing.wrinkles(), 0.55, 1);
    for (int i = -2; i <= 2; i++) {
      double at = x + 0.3 * w * i;
      brush.wrinkle(Curves.open(at, y - upper - 0.07, at, y - upper), skin, 0.7 * lines, 0.016);
    }
  }

  void paintGlasses(Brush brush) {
    if (!photo.glasses()) {
      return;
    }
    Color frame = Paints.scale(photo.clothes(), 0.35);
    for (int side = -1; side <= 1; side += 2) {
      double x = geometry.eye(side);
      double y = geometry.eyeY() + 0.02;
      var lens = new RoundRectangle2D.Double(x - 0.21, y - 0.14, 0.42, 0.29, 0.2, 0.22);
      brush.fill(lens, new Color(255, 255, 255, 26));
      brush.line(lens, frame, 0.03);
      double temple = side * geometry.width();
      brush.line(Curves.open(x + side * 0.21, y - 0.03, temple, y - 0.02), frame, 0.03);
    }
    double bridge = geometry.shift();
    brush.line(
        new Ellipse2D.Double(bridge - 0.09, geometry.eyeY() - 0.02, 0.18, 0.001), frame, 0.03);
  }
}
