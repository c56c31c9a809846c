package org.agegender.inference;

import org.agegender.vision.PictureLimits;

/**
 * How picture files are read for prediction.
 *
 * @param decoders how many threads decode beside the network, at least 1
 * @param limits how large a picture may be
 */
public record PredictorOptions(int decoders, PictureLimits limits) {

  /** One decoder for each processor, the usual limits. */
  public static final PredictorOptions DEFAULT =
      new PredictorOptions(Runtime.getRuntime().availableProcessors(), PictureLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException if there is no decoder
   */
  public PredictorOptions {
    if (decoders < 1) {
      throw new IllegalArgumentException("decoders must be at least 1, found " + decoders);
    }
  }
}
