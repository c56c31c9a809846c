package org.agegender.training.network;

import org.agegender.core.Age;

/** Distributions of ages around each whole age, for {@link AgeCoding.Value}. */
final class ErrorDistributions {

  /** Halvings of an interval of some 100 until nothing is left of it in double. */
  private static final int HALVINGS = 100;

  private static final double STEEPEST = 50;

  private ErrorDistributions() {}

  /**
   * Row {@code m} is proportional to {@code exp(-|k - m| / error + t (k - m))} with the tilt t that
   * makes m its expected value; the rows of 0 and 100 have all their mass there.
   */
  static WeightArray around(double error) {
    float[] rows = new float[Age.CLASSES * Age.CLASSES];
    for (int age = 0; age < Age.CLASSES; age++) {
      double[] row = row(age, error);
      for (int years = 0; years < row.length; years++) {
        rows[age * Age.CLASSES + years] = (float) row[years];
      }
    }
    return new WeightArray(new long[] {Age.CLASSES, Age.CLASSES}, rows);
  }

  private static double[] row(int age, double error) {
    if (age == 0 || age == Age.MAX) {
      double[] certain = new double[Age.CLASSES];
      certain[age] = 1;
      return certain;
    }
    double low = -STEEPEST - 1 / error;
    double high = -low;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (expected(tilted(age, error, middle)) < age) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return tilted(age, error, (low + high) / 2);
  }

  private static double[] tilted(int age, double error, double tilt) {
    double[] row = new double[Age.CLASSES];
    double highest = Double.NEGATIVE_INFINITY;
    for (int years = 0; years < row.length; years++) {
      row[years] = -Math.abs(years - age) / error + tilt * (years - age);
      highest = Math.max(highest, row[years]);
    }
    double sum = 0;
    for (int years = 0; years < row.length; years++) {
      row[years] = Math.exp(row[years] - highest);
      sum += row[years];
    }
    for (int years = 0; years < row.length; years++) {
      row[years] /= sum;
    }
    return row;
  }

  private static double expected(double[] row) {
    double expected = 0;
    for (int years = 0; years < row.length; years++) {
      expected += years * row[years];
    }
    return expected;
  }
}
