package org.agegender.dataset.source;

import java.util.Optional;
import org.agegender.core.FaceBox;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;

/**
 * The column {@code face_location} of IMDB-WIKI: left, upper, right and lower edge in pixels
 * counted from 1, a row each. A place that holds something else tells no location.
 */
final class FaceLocations {

  private static final int EDGES = 4;
  private static final double FARTHEST = 1 << 24;

  private final double[] edges;

  private FaceLocations(double[] edges) {
    this.edges = edges;
  }

  /** Without any location. */
  static FaceLocations none() {
    return new FaceLocations(new double[0]);
  }

  static FaceLocations of(Cell column) {
    double[] edges = new double[EDGES * column.getNumElements()];
    for (int row = 0; row < column.getNumElements(); row++) {
      Array value = column.get(row);
      if (value instanceof Matrix box && box.getNumElements() == EDGES) {
        for (int edge = 0; edge < EDGES; edge++) {
          edges[EDGES * row + edge] = box.getDouble(edge);
        }
      }
    }
    return new FaceLocations(edges);
  }

  /** The box of a row, in pixels counted from 0; empty if there is none of at least one pixel. */
  Optional<FaceBox> at(int row) {
    int first = EDGES * row;
    if (edges.length == 0) {
      return Optional.empty();
    }
    double left = edges[first] - 1;
    double top = edges[first + 1] - 1;
    double right = edges[first + 2] - 1;
    double bottom = edges[first + 3] - 1;
    if (!(isNear(left) && isNear(top) && right - left >= 1 && bottom - top >= 1)
        || !(isNear(right) && isNear(bottom))) {
      return Optional.empty();
    }
    return Optional.of(
        new FaceBox(
            (int) Math.round(left),
            (int) Math.round(top),
            (int) Math.round(right - left),
            (int) Math.round(bottom - top)));
  }

  private static boolean isNear(double edge) {
    return Math.abs(edge) < FARTHEST;
  }
}
