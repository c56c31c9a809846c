package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {

  /** A kernel that lies channels last, a matrix of several slices and a bias. */
  private static final Architecture ARCHITECTURE =
      new Architecture(
          "test",
          8,
          Layer.Sequence.of(),
          Layer.Sequence.of(
              new Layer.Convolution("conv", 3, 5, 3, 1, 1, true),
              new Layer.Linear("large", 300, 301)),
          Layer.Sequence.of(),
          Layer.Sequence.of());

  @ParameterizedTest
  @CsvSource({"0,false,1", "0.1,false,2", "0.1,true,2"})
  void takesTheStepsOfThePaper(double weightDecay, boolean decoupled, int threads) {
    AdamOptions options = new AdamOptions(0.9, 0.99, 1e-6, weightDecay, decoupled);
    Map<String, WeightArray> initial = WeightInitialiser.initialise(ARCHITECTURE, 3);
    Map<String, double[]> expected = new LinkedHashMap<>();
    try (TorchWeights weights = new TorchWeights(ARCHITECTURE, new Device(torch.DeviceType.CPU));
        Adam adam = new Adam(options, weights, threads)) {
      weights.restore(initial);
      initial.forEach(
          (name, array) ->
              expected.put(
                  name, naive(name, array, options, weightDecay * (name.endsWith("t") ? 1 : 0))));
      for (int step = 0; step < 3; step++) {
        try (PointerScope scope = new PointerScope()) {
          for (Map.Entry<String, Tensor> parameter : weights.parameters().entrySet()) {
            float[] gradient = gradient(parameter.getKey(), initial, step);
            setGradient(weights, parameter.getKey(), parameter.getValue(), gradient, initial);
          }
        }
        adam.step(0.01);
      }
      assertThat(adam.steps()).isEqualTo(3);
      weights
          .snapshot()
          .forEach(
              (name, array) -> {
                for (int i = 0; i < array.values().length; i++) {
                  assertThat((double) array.values()[i])
                      .as("%s[%d]", name, i)
                      .isCloseTo(expected.get(name)[i], within(2e-6));
                }
              });
    }
  }

  /** Algorithm 1 of Adam, algorithm 2 of AdamW, three steps in double. */
  private static double[] naive(
      String name, WeightArray start, AdamOptions options, double weightDecay) {
    int count = start.values().length;
    double[] p = new double[count];
    double[] m = new double[count];
    double[] v = new double[count];
    for (int i = 0; i < count; i++) {
      p[i] = start.values()[i];
    }
    for (int step = 1; step <= 3; step++) {
      float[] gradient = gradient(name, Map.of(name, start), step - 1);
      for (int i = 0; i < count; i++) {
        double g = gradient[i];
        if (options.decoupled()) {
          p[i] -= 0.01 * weightDecay * p[i];
        } else {
          g += weightDecay * p[i];
        }
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.99 * v[i] + 0.01 * g * g;
        double mHat = m[i] / (1 - Math.pow(0.9, step));
        double vHat = v[i] / (1 - Math.pow(0.99, step));
        p[i] -= 0.01 * mHat / (Math.sqrt(vHat) + 1e-6);
      }
    }
    return p;
  }

  private static float[] gradient(String name, Map<String, WeightArray> shapes, int step) {
    Random random = new Random(name.hashCode() * 31L + step);
    float[] gradient = new float[shapes.get(name).values().length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (0.1 + random.nextDouble());
    }
    return gradient;
  }

  /** Gives a parameter a gradient by the engine's own way: that of the sum of products. */
  private static void setGradient(
      TorchWeights weights,
      String name,
      Tensor parameter,
      float[] gradient,
      Map<String, WeightArray> shapes) {
    Tensor factor = torch.zeros_like(parameter.detach());
    weights.fill(name, factor, new WeightArray(shapes.get(name).shape(), gradient));
    parameter.mul(factor).sum().backward();
  }
}
