package org.agegender.core;

import java.util.List;

/**
 * The five points by which faces are aligned. Left and right are those of the picture, not of the
 * person.
 *
 * @param leftEye centre of the eye on the left of the picture
 * @param rightEye centre of the eye on the right
 * @param nose its tip
 * @param leftMouth corner of the mouth on the left
 * @param rightMouth corner of the mouth on the right
 */
public record FaceLandmarks(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

  /** The points in the order of the components. */
  public List<Point> points() {
    return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
  }
}
