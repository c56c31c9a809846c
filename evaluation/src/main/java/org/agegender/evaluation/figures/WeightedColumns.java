package org.agegender.evaluation.figures;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of numbers, one for each face, that are added up with the faces' weights all at once: the
 * inner loop runs over the columns of one face, which lie side by side, so that the processor adds
 * several at a time and faces of no weight cost nothing.
 */
final class WeightedColumns {

  private final double[][] rows;

  private WeightedColumns(double[][] rows) {
    this.rows = rows;
  }

  /** Takes columns until they are put together. */
  static final class Builder {

    private final List<double[]> columns = new ArrayList<>();

    /** Where the columns are that count faces: most figures count the same ones. */
    private final Map<DoubleBuffer, Integer> counts = new HashMap<>();

    /**
     * The mean of these scores; those that are NaN do not count.
     *
     * @param scores one for each face
     */
    Statistic mean(double[] scores) {
      double[] counted = new double[scores.length];
      double[] counting = new double[scores.length];
      for (int i = 0; i < scores.length; i++) {
        boolean counts = !Double.isNaN(scores[i]);
        counted[i] = counts ? scores[i] : 0;
        counting[i] = counts ? 1 : 0;
      }
      int sum = columns.size();
      columns.add(counted);
      int count = counts.computeIfAbsent(DoubleBuffer.wrap(counting), c -> columns.size());
      if (count == columns.size()) {
        columns.add(counting);
      }
      return (weights, totals) -> totals[sum] / totals[count];
    }

    WeightedColumns build(int faces) {
      double[][] rows = new double[faces][columns.size()];
      for (int face = 0; face < faces; face++) {
        for (int column = 0; column < rows[face].length; column++) {
          rows[face][column] = columns.get(column)[face];
        }
      }
      return new WeightedColumns(rows);
    }
  }

  /** The totals of all columns. */
  double[] totals(double[] weights) {
    double[] totals = new double[rows[0].length];
    for (int face = 0; face < rows.length; face++) {
      if (weights[face] != 0) {
        add(totals, weights[face], rows[face]);
      }
    }
    return totals;
  }

  private static void add(double[] totals, double weight, double[] row) {
    for (int column = 0; column < totals.length; column++) {
      totals[column] += weight * row[column];
    }
  }
}
