package org.agegender.inference;

import org.agegender.vision.PictureLimits;

/**
 * How pictures are read and which of their faces count.
 *
 * @param limits how large a picture may be
 * @param decoders how many threads read files and look for faces beside the network, at least 1
 * @param minScore faces of which the detector is less sure do not count, 0 to 1; detectors have a
 *     least score of their own
 * @param minFaceSide faces whose box is narrower or lower do not count, in pixels, at least 1
 * @param maxFaces how many faces of a picture are analysed, the largest first, at least 1; {@link
 *     AnalysedPhoto#leftOut()} tells how many there were beyond
 */
public record PhotoOptions(
    PictureLimits limits, int decoders, double minScore, int minFaceSide, int maxFaces) {

  private static final int MOST_FACES = 1000;

  /** The usual limits, one thread for each processor, up to 1,000 faces of any score and size. */
  public static final PhotoOptions DEFAULT =
      new PhotoOptions(
          PictureLimits.DEFAULT, Runtime.getRuntime().availableProcessors(), 0, 1, MOST_FACES);

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PhotoOptions {
    require("decoders", decoders);
    require("minFaceSide", minFaceSide);
    require("maxFaces", maxFaces);
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("minScore must be 0..1, found " + minScore);
    }
  }

  private static void require(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, found " + value);
    }
  }

  /** The same with other limits for pictures. */
  public PhotoOptions withLimits(PictureLimits other) {
    return new PhotoOptions(other, decoders, minScore, minFaceSide, maxFaces);
  }

  /** The same with another number of threads that read ahead. */
  public PhotoOptions withDecoders(int number) {
    return new PhotoOptions(limits, number, minScore, minFaceSide, maxFaces);
  }

  /** The same with another least score. */
  public PhotoOptions withMinScore(double score) {
    return new PhotoOptions(limits, decoders, score, minFaceSide, maxFaces);
  }

  /** The same with another least side of a face's box. */
  public PhotoOptions withMinFaceSide(int pixels) {
    return new PhotoOptions(limits, decoders, minScore, pixels, maxFaces);
  }

  /** The same with another greatest number of faces. */
  public PhotoOptions withMaxFaces(int number) {
    return new PhotoOptions(limits, decoders, minScore, minFaceSide, number);
  }
}
