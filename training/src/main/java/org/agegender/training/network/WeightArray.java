package org.agegender.training.network;

import java.util.Arrays;

/**
 * The values of one weight in Java memory, row by row. The arrays are shared, not copied: whoever
 * makes one hands its arrays over.
 *
 * @param shape the size of each dimension, outermost first; none for a single number
 * @param values as many as the shape says, the last dimension running fastest
 */
public record WeightArray(long[] shape, float[] values) {

  /**
   * @throws IllegalArgumentException if the number of values is not the product of the shape
   */
  public WeightArray {
    long product = 1;
    for (long size : shape) {
      product = Math.multiplyExact(product, size);
    }
    if (product != values.length) {
      throw new IllegalArgumentException(
          "a weight of shape %s has %d values, found %d"
              .formatted(Arrays.toString(shape), product, values.length));
    }
  }

  /** Whether no value is infinite or not a number. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightArray that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "WeightArray" + Arrays.toString(shape);
  }
}
