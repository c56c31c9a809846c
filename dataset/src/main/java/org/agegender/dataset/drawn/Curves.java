package org.agegender.dataset.drawn;

import java.awt.geom.Path2D;

/** Smooth curves through points (Catmull-Rom splines as cubic Bézier curves). */
final class Curves {

  private static final double TENSION = 6;

  private Curves() {}

  /** A closed curve through {@code x0, y0, x1, y1, ...}. */
  static Path2D closed(double... xy) {
    return through(true, xy);
  }

  /** An open curve through {@code x0, y0, x1, y1, ...}. */
  static Path2D open(double... xy) {
    return through(false, xy);
  }

  private static Path2D through(boolean closed, double... xy) {
    int count = xy.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    int segments = closed ? count : count - 1;
    for (int i = 0; i < segments; i++) {
      int before = index(i - 1, count, closed);
      int next = index(i + 1, count, closed);
      int after = index(i + 2, count, closed);
      path.curveTo(
          xy[2 * i] + (xy[2 * next] - xy[2 * before]) / TENSION,
          xy[2 * i + 1] + (xy[2 * next + 1] - xy[2 * before + 1]) / TENSION,
          xy[2 * next] - (xy[2 * after] - xy[2 * i]) / TENSION,
          xy[2 * next + 1] - (xy[2 * after + 1] - xy[2 * i + 1]) / TENSION,
          xy[2 * next],
          xy[2 * next + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static int index(int i, int count, boolean closed) {
    return closed ? Math.floorMod(i, count) : Math.max(0, Math.min(count - 1, i));
  }
}
