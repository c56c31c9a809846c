package org.agegender.dataset.batch;

/**
 * What augmentation does to one picture: flipped, then scaled and turned about its centre, then
 * shifted; then its tones are changed; then a rectangle is erased.
 *
 * @param flip whether left and right change places
 * @param shiftX to the right, as a share of the side
 * @param shiftY down, as a share of the side
 * @param scale above 1 enlarges
 * @param rotation degrees clockwise
 * @param brightness factor on every value
 * @param contrast factor on the difference from the mean
 * @param eraseWidth width of the erased rectangle as a share of the side; 0 erases nothing
 * @param eraseHeight its height, likewise
 * @param eraseX where it lies across the room left to it, 0 (left) to 1 (right)
 * @param eraseY where it lies down the room left to it, 0 (top) to 1 (bottom)
 */
record Distortion(
    boolean flip,
    double shiftX,
    double shiftY,
    double scale,
    double rotation,
    double brightness,
    double contrast,
    double eraseWidth,
    double eraseHeight,
    double eraseX,
    double eraseY) {

  boolean movesPixels() {
    return flip || shiftX != 0 || shiftY != 0 || scale != 1 || rotation != 0;
  }

  boolean changesTones() {
    return brightness != 1 || contrast != 1;
  }

  boolean erases() {
    return eraseWidth > 0 && eraseHeight > 0;
  }

  /** From pixels of the result to places in the source, for pictures of this side. */
  AffineMap map(int side) {
    double centre = (side - 1) / 2.0;
    double angle = StrictMath.toRadians(rotation);
    double cos = StrictMath.cos(angle) / scale;
    double sin = StrictMath.sin(angle) / scale;
    double shiftedX = centre + shiftX * side;
    double shiftedY = centre + shiftY * side;
    double atX = centre - cos * shiftedX - sin * shiftedY;
    double atY = centre + sin * shiftedX - cos * shiftedY;
    return flip
        ? new AffineMap(-cos, -sin, 2 * centre - atX, -sin, cos, atY)
        : new AffineMap(cos, sin, atX, -sin, cos, atY);
  }
}
