package org.agegender.vision.detect;

/**
 * Where in the picture the network looks: pixels of its sheet to pixels of the picture.
 *
 * @param x of the picture at the sheet's left edge
 * @param y of the picture at the sheet's upper edge
 * @param across pixels of the picture for one of the sheet, across
 * @param down pixels of the picture for one of the sheet, down
 */
record View(double x, double y, double across, double down) {

  double pictureX(double sheetX) {
    return x + sheetX * across;
  }

  double pictureY(double sheetY) {
    return y + sheetY * down;
  }
}
