package org.agegender.training.onnx;

import java.util.Random;

/** Floats with a shape, for naive computations in tests. */
record Tensor(long[] shape, float[] values) {

  static Tensor zeros(long... shape) {
    return new Tensor(shape, new float[count(shape)]);
  }

  /** Uniform between {@code low} and {@code high}. */
  static Tensor random(Random random, float low, float high, long... shape) {
    Tensor tensor = zeros(shape);
    for (int i = 0; i < tensor.values.length; i++) {
      tensor.values[i] = low + (high - low) * random.nextFloat();
    }
    return tensor;
  }

  int size(int dimension) {
    return (int) shape[dimension];
  }

  /** The value at an index of four dimensions. */
  float at(int n, int c, int y, int x) {
    return values[index(n, c, y, x)];
  }

  int index(int n, int c, int y, int x) {
    return ((n * size(1) + c) * size(2) + y) * size(3) + x;
  }

  private static int count(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return (int) count;
  }
}
