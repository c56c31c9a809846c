package org.agegender.training.torch;

import org.agegender.core.Age;
import org.agegender.training.network.WeightArray;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** The years 0 to 100 as a constant, for expected values. Owns its tensor. */
final class AgeScale implements AutoCloseable {

  private final Tensor years;

  AgeScale(Device device) {
    float[] values = new float[Age.CLASSES];
    for (int age = 0; age < values.length; age++) {
      values[age] = age;
    }
    this.years = TorchWeights.owned(new WeightArray(new long[] {values.length}, values), device);
  }

  /** {@code [101]}. */
  Tensor years() {
    return years;
  }

  /**
   * The expected value of each row in years, {@code [N]}.
   *
   * @param probabilities {@code [N, 101]}
   */
  Tensor expected(Tensor probabilities) {
    // Not a matrix product: autocast would run that in 16 bits.
    return probabilities.mul(years).sum(1);
  }

  @Override
  public void close() {
    years.close();
  }
}
