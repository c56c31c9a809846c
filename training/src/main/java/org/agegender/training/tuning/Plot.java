package org.agegender.training.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Points and lines in a frame with two axes, as SVG. */
final class Plot {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 25;
  private static final int BOTTOM = HEIGHT - 45;
  private static final int LABEL_GAP = 6;
  private static final int LABEL_HEIGHT = 16;

  /**
   * One series.
   *
   * @param title shown when the mouse rests on it
   * @param x places across, in the axis's own numbers
   * @param y places up
   * @param strong whether it stands out
   */
  record Series(String title, List<Double> x, List<Double> y, boolean strong) {}

  private final Axis x;
  private final Axis y;
  private final StringBuilder marks = new StringBuilder();

  Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** Adds a line with a point at each place; a single place is a point. */
  void add(Series series) {
    List<String> places = new ArrayList<>();
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < series.x().size(); i++) {
      String across = across(series.x().get(i));
      String up = up(series.y().get(i));
      places.add(across + "," + up);
      points.append("<circle cx=\"%s\" cy=\"%s\" r=\"3\"/>".formatted(across, up));
    }
    marks.append(
        "<g class=\"%s\"><title>%s</title>%s<polyline points=\"%s\"/></g>%n"
            .formatted(
                series.strong() ? "strong" : "faint",
                escaped(series.title()),
                points,
                String.join(" ", places)));
  }

  /** The picture as an element. */
  String svg() {
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\""
                    + " xmlns=\"http://www.w3.org/2000/svg\">%n",
                WIDTH,
                HEIGHT,
                WIDTH));
    for (Axis.Tick tick : x.ticks()) {
      String at = across(tick.at());
      svg.append(line(at, number(TOP), at, number(BOTTOM)));
      svg.append(text(at, number(BOTTOM + LABEL_HEIGHT), "middle", tick.text()));
    }
    for (Axis.Tick tick : y.ticks()) {
      String at = up(tick.at());
      svg.append(line(number(LEFT), at, number(RIGHT), at));
      svg.append(text(number(LEFT - LABEL_GAP), at, "end", tick.text()));
    }
    svg.append(text(number((LEFT + RIGHT) / 2.0), number(HEIGHT - LABEL_GAP), "middle", x.title()));
    svg.append(text(number(LABEL_GAP), number(TOP - LABEL_GAP * 2), "start", y.title()));
    return svg.append(marks).append("</svg>").toString();
  }

  private static String line(String fromX, String fromY, String toX, String toY) {
    return "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n"
        .formatted(fromX, fromY, toX, toY);
  }

  private static String text(String atX, String atY, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n"
        .formatted(atX, atY, anchor, escaped(text));
  }

  private String across(double value) {
    return number(LEFT + x.share(value) * (RIGHT - LEFT));
  }

  private String up(double value) {
    return number(BOTTOM - y.share(value) * (BOTTOM - TOP));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** For the inside of an element. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
