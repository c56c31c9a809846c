package org.agegender.vision.detect;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads faces from YuNet's twelve outputs (Wu, Peng, Yu: YuNet, Machine Intelligence Research 20,
 * 2023). For each stride there is one cell for every {@code stride x stride} pixels, row by row;
 * each says how likely it belongs to a face ({@code cls}), how well its box fits ({@code obj}),
 * where box ({@code bbox}: centre, logarithm of the size) and points ({@code kps}) lie from the
 * cell's corner in units of the stride. The score is the geometric mean of the two probabilities.
 */
final class YuNetOutputs {

  /** The sheet's sides must be multiples of the largest. */
  static final int[] STRIDES = {8, 16, 32};

  static final int MULTIPLE = 32;

  private YuNetOutputs() {}

  /** The next length that a sheet may have. */
  static int multiple(int length) {
    return (length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /**
   * @param outputs the numbers of an output by its name, such as {@code cls_8}
   * @param width of the sheet, a multiple of {@link #MULTIPLE}
   * @param height of the sheet, a multiple of {@link #MULTIPLE}
   * @return sound candidates with at least this score, in pixels of the sheet
   * @throws IllegalStateException if an output does not have the numbers for a sheet of this size
   */
  static List<Candidate> read(
      Function<String, FloatBuffer> outputs, int width, int height, double minScore) {
    List<Candidate> candidates = new ArrayList<>();
    for (int stride : STRIDES) {
      int across = width / stride;
      int cells = across * (height / stride);
      FloatBuffer cls = of(outputs, "cls_" + stride, cells);
      FloatBuffer obj = of(outputs, "obj_" + stride, cells);
      FloatBuffer bbox = of(outputs, "bbox_" + stride, cells * 4);
      FloatBuffer kps = of(outputs, "kps_" + stride, cells * Candidate.COORDINATES);
      for (int cell = 0; cell < cells; cell++) {
        double score = Math.sqrt(probability(cls.get(cell)) * probability(obj.get(cell)));
        if (score >= minScore) {
          Candidate found = face(bbox, kps, cell, cell % across, cell / across, stride, score);
          if (found.isSound(width, height)) {
            candidates.add(found);
          }
        }
      }
    }
    return candidates;
  }

  private static FloatBuffer of(Function<String, FloatBuffer> outputs, String name, int numbers) {
    FloatBuffer found = outputs.apply(name);
    if (found.remaining() != numbers) {
      throw new IllegalStateException(
          "output '%s' must have %d numbers, found %d".formatted(name, numbers, found.remaining()));
    }
    return found;
  }

  /** Held to 0..1; what is not a number is 0. */
  private static double probability(float value) {
    return value > 0 ? Math.min(1, value) : 0;
  }

  private static Candidate face(
      FloatBuffer bbox, FloatBuffer kps, int cell, int column, int row, int stride, double score) {
    double width = Math.exp(bbox.get(4 * cell + 2)) * stride;
    double height = Math.exp(bbox.get(4 * cell + 3)) * stride;
    double left = (column + bbox.get(4 * cell)) * stride - width / 2;
    double top = (row + bbox.get(4 * cell + 1)) * stride - height / 2;
    double[] points = new double[Candidate.COORDINATES];
    for (int i = 0; i < Candidate.COORDINATES; i += 2) {
      points[i] = (column + kps.get(Candidate.COORDINATES * cell + i)) * stride;
      points[i + 1] = (row + kps.get(Candidate.COORDINATES * cell + i + 1)) * stride;
    }
    return new Candidate(left, top, width, height, score, points);
  }
}
