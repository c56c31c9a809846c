package org.agegender.dataset.prepare;

import java.util.Optional;
import java.util.stream.IntStream;
import org.agegender.vision.Picture;

/**
 * What a picture looks like from afar: its brightness on a grid of 16 x 16, less the mean, with
 * length 1, as a discrete cosine transform from coarse to fine. The scalar product of two of them
 * is the correlation of the grids; what comes first tells most pictures apart already.
 *
 * @param coefficients 255, for the mean is none of them
 */
record Thumbprint(float[] coefficients) {

  /** How many coefficients {@link #steady} gives. */
  static final int STEADY_COUNT = 8;

  private static final int SIDE = 16;
  private static final double[][] COSINES = cosines();
  private static final int[][] COARSE_TO_FINE = coarseToFine();

  /** The coarsest that a mirror leaves as they are: most pictures differ enough in these alone. */
  private static final int[] STEADY =
      IntStream.range(0, COARSE_TO_FINE.length)
          .filter(Thumbprint::sameInMirror)
          .limit(Thumbprint.STEADY_COUNT)
          .toArray();

  /** Of one colour but for noise; of such pictures nobody can tell which are alike. */
  private static final double FLAT = 4;

  /** The thumbprint of a picture; empty if it is of one colour, to within four levels of 255. */
  static Optional<Thumbprint> of(Picture picture) {
    byte[] grey;
    try (Picture small = picture.resize(SIDE, SIDE)) {
      grey = small.toGrey();
    }
    double[][] transformed = transform(grey);
    float[] coefficients = new float[COARSE_TO_FINE.length];
    double energy = 0;
    for (int[] at : COARSE_TO_FINE) {
      energy += transformed[at[0]][at[1]] * transformed[at[0]][at[1]];
    }
    double length = Math.sqrt(energy);
    if (length < FLAT * SIDE) {
      return Optional.empty();
    }
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = (float) (transformed[COARSE_TO_FINE[i][0]][COARSE_TO_FINE[i][1]] / length);
    }
    return Optional.of(new Thumbprint(coefficients));
  }

  /** The thumbprint of the mirror image. */
  Thumbprint mirrored() {
    float[] mirrored = coefficients.clone();
    for (int i = 0; i < mirrored.length; i++) {
      if (!sameInMirror(i)) {
        mirrored[i] = -mirrored[i];
      }
    }
    return new Thumbprint(mirrored);
  }

  /** The coarsest coefficients that are the same for the mirror image. */
  float[] steady() {
    float[] steady = new float[STEADY_COUNT];
    for (int i = 0; i < STEADY_COUNT; i++) {
      steady[i] = coefficients[STEADY[i]];
    }
    return steady;
  }

  /** Whether a coefficient is the same for the mirror image, and not the opposite. */
  private static boolean sameInMirror(int coefficient) {
    return COARSE_TO_FINE[coefficient][1] % 2 == 0;
  }

  /**
   * Whether the squared distance to another is at most this; it is {@code 2 - 2 r} where r is their
   * correlation.
   */
  boolean within(double limit, Thumbprint other) {
    double sum = 0;
    for (int from = 0; from < coefficients.length && sum <= limit; from += SIDE) {
      int to = Math.min(coefficients.length, from + SIDE);
      for (int i = from; i < to; i++) {
        double difference = coefficients[i] - other.coefficients[i];
        sum += difference * difference;
      }
    }
    return sum <= limit;
  }

  private static double[][] transform(byte[] grey) {
    double[][] rows = new double[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < SIDE; u++) {
        for (int x = 0; x < SIDE; x++) {
          rows[y][u] += (grey[y * SIDE + x] & 0xFF) * COSINES[u][x];
        }
      }
    }
    double[][] both = new double[SIDE][SIDE];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        for (int y = 0; y < SIDE; y++) {
          both[v][u] += rows[y][u] * COSINES[v][y];
        }
      }
    }
    return both;
  }

  /** Orthonormal, so that distances stay what they are. */
  private static double[][] cosines() {
    double[][] cosines = new double[SIDE][SIDE];
    for (int u = 0; u < SIDE; u++) {
      double scale = Math.sqrt((u == 0 ? 1.0 : 2.0) / SIDE);
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = scale * Math.cos(Math.PI * (2 * x + 1) * u / (2 * SIDE));
      }
    }
    return cosines;
  }

  private static int[][] coarseToFine() {
    int[][] order = new int[SIDE * SIDE - 1][];
    int next = 0;
    for (int sum = 1; sum <= 2 * (SIDE - 1); sum++) {
      for (int v = Math.max(0, sum - SIDE + 1); v <= Math.min(sum, SIDE - 1); v++) {
        order[next++] = new int[] {v, sum - v};
      }
    }
    return order;
  }
}
