package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a larger picture, small enough for one view.
 *
 * @param x left edge
 * @param y upper edge
 * @param width pixels across
 * @param height pixels down
 * @param cutLeft whether the picture goes on to the left
 * @param cutTop whether it goes on above
 * @param cutRight whether it goes on to the right
 * @param cutBottom whether it goes on below
 */
record Tile(
    int x,
    int y,
    int width,
    int height,
    boolean cutLeft,
    boolean cutTop,
    boolean cutRight,
    boolean cutBottom) {

  /** Tiles share so many pixels; a face that is smaller lies whole in one of them. */
  static final int SHARED = 96;

  /** A box so near to a cut is taken for a part of a face. */
  private static final double NEAR = 2;

  /** As few tiles of at most {@code side x side} as cover a picture, in even steps. */
  static List<Tile> cover(int pictureWidth, int pictureHeight, int side) {
    int width = Math.min(side, pictureWidth);
    int height = Math.min(side, pictureHeight);
    List<Tile> tiles = new ArrayList<>();
    for (int y : starts(pictureHeight, side)) {
      for (int x : starts(pictureWidth, side)) {
        tiles.add(
            new Tile(
                x,
                y,
                width,
                height,
                x > 0,
                y > 0,
                x + width < pictureWidth,
                y + height < pictureHeight));
      }
    }
    return tiles;
  }

  private static int[] starts(int length, int side) {
    if (length <= side) {
      return new int[] {0};
    }
    int count = (int) Math.ceil((double) (length - SHARED) / (side - SHARED));
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = (int) Math.round((double) (length - side) * i / (count - 1));
    }
    return starts;
  }

  /** Whether the tile's edge cuts through this face, so that another tile shows more of it. */
  boolean cuts(Candidate face) {
    return cutLeft && face.left() < NEAR
        || cutTop && face.top() < NEAR
        || cutRight && face.left() + face.width() > width - NEAR
        || cutBottom && face.top() + face.height() > height - NEAR;
  }
}
