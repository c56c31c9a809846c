package org.agegender.dataset.batch;

/**
 * What one picture loses, in this order.
 *
 * @param saturation factor on the difference of colours from grey; 1 changes nothing
 * @param blur standard deviation as a share of the side; 0 changes nothing
 * @param shrink how many times smaller the picture once was; 1 changes nothing
 * @param jpegQuality 1 to 100, or {@link #NO_JPEG}
 */
record QualityLoss(double saturation, double blur, double shrink, int jpegQuality) {

  /** The picture was never compressed. */
  static final int NO_JPEG = 0;
}
