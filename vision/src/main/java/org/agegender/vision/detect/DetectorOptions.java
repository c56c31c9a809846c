package org.agegender.vision.detect;

/**
 * What counts as a face and how hard it is looked for.
 *
 * @param minScore faces the network is less sure of are left out, above 0 to 1
 * @param smallestFace height in pixels of the smallest face that must be found; large pictures take
 *     less time with a larger one. At least 10.
 * @param threads how many threads one call may use, at least 1; several calls at once gain more
 */
public record DetectorOptions(double minScore, int smallestFace, int threads) {

  private static final int LEAST_FACE = 10;

  /** Scores from 0.6, faces from 20 pixels, one thread. */
  public static final DetectorOptions DEFAULT = new DetectorOptions(0.6, 20, 1);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public DetectorOptions {
    if (!(minScore > 0 && minScore <= 1)) {
      throw new IllegalArgumentException("minScore must be above 0 to 1, found " + minScore);
    }
    if (smallestFace < LEAST_FACE) {
      throw new IllegalArgumentException(
          "smallestFace must be at least %d, found %d".formatted(LEAST_FACE, smallestFace));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
  }

  /** The same with another least score. */
  public DetectorOptions withMinScore(double score) {
    return new DetectorOptions(score, smallestFace, threads);
  }

  /** The same with another smallest face. */
  public DetectorOptions withSmallestFace(int pixels) {
    return new DetectorOptions(minScore, pixels, threads);
  }

  /** The same with another number of threads. */
  public DetectorOptions withThreads(int number) {
    return new DetectorOptions(minScore, smallestFace, number);
  }
}
