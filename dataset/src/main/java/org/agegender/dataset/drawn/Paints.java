package org.agegender.dataset.drawn;

import java.awt.Color;

/** Colours mixed and changed. */
final class Paints {

  static final Color GREY_HAIR = new Color(205, 205, 208);

  private Paints() {}

  /** From {@code a} at 0 to {@code b} at 1. */
  static Color mix(Color a, Color b, double share) {
    double s = clamp(share);
    return new Color(
        (int) Math.round(a.getRed() + s * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + s * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + s * (b.getBlue() - a.getBlue())));
  }

  /** Darker than 1 or brighter. */
  static Color scale(Color color, double factor) {
    return new Color(
        (int) Math.min(255, color.getRed() * factor),
        (int) Math.min(255, color.getGreen() * factor),
        (int) Math.min(255, color.getBlue() * factor));
  }

  static Color fade(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * clamp(opacity)));
  }

  static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** 0 up to {@code from}, 1 from {@code to} on, a straight line between. */
  static double ramp(double value, double from, double to) {
    return clamp((value - from) / (to - from));
  }

  static double between(double a, double b, double share) {
    return a + share * (b - a);
  }
}
