package org.agegender.vision.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a scaled picture as it is laid on the sheet that the network sees.
 *
 * @param level the size to which the picture is scaled
 * @param x column of the scaled picture that comes to {@code border}
 * @param y row of the scaled picture that comes to {@code border}
 * @param width columns shown
 * @param height rows shown
 * @param border black columns and rows around it
 */
record View(Level level, int x, int y, int width, int height, int border) {

  /** Tiles share so many pixels; a face that is smaller lies whole in one of them. */
  static final int SHARED = 128;

  /** A box so near to a cut is taken for a part of a face. */
  private static final double NEAR = 2;

  /**
   * A picture in another size.
   *
   * @param width pixels across
   * @param height pixels down
   * @param across pixels of the picture for one of these, across
   * @param down pixels of the picture for one of these, down
   */
  record Level(int width, int height, double across, double down) {

    static Level of(int pictureWidth, int pictureHeight, double scale) {
      int width = Math.max(1, (int) Math.round(pictureWidth * scale));
      int height = Math.max(1, (int) Math.round(pictureHeight * scale));
      return new Level(
          width, height, (double) pictureWidth / width, (double) pictureHeight / height);
    }
  }

  /** The whole picture in one view. */
  static View whole(Level level, int border) {
    return new View(level, 0, 0, level.width(), level.height(), border);
  }

  /** The whole picture in as many views as it takes when none may be larger than {@code side}. */
  static List<View> tiles(Level level, int side) {
    List<View> views = new ArrayList<>();
    for (int y : starts(level.height(), side)) {
      for (int x : starts(level.width(), side)) {
        int width = Math.min(side, level.width());
        int height = Math.min(side, level.height());
        views.add(new View(level, x, y, width, height, 0));
      }
    }
    return views;
  }

  /** Even steps from the first to the last tile. */
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

  /** From a column of the sheet to one of the picture. */
  double pictureX(double sheetX) {
    return (sheetX - border + x) * level.across();
  }

  /** From a row of the sheet to one of the picture. */
  double pictureY(double sheetY) {
    return (sheetY - border + y) * level.down();
  }

  /** Whether the edge of a tile cuts through this face, so that another tile shows more of it. */
  boolean cuts(Candidate face) {
    return x > 0 && face.left() < NEAR
        || y > 0 && face.top() < NEAR
        || x + width < level.width() && face.left() + face.width() > width - NEAR
        || y + height < level.height() && face.top() + face.height() > height - NEAR;
  }
}
