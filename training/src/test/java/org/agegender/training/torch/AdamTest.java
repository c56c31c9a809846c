package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final double RATE = 0.01;
  private static final int STEPS = 3;

  @ParameterizedTest
  @CsvSource({"0,false,1", "0.1,false,2", "0.1,true,2"})
  void takesTheStepsOfThePaper(double weightDecay, boolean decoupled, int threads) {
    AdamOptions adam = new AdamOptions(0.9, 0.99, 1e-6, weightDecay, decoupled, false);
    Naive naive = new Naive(adam, 1, RATE, name -> name.endsWith("weight"));
    assertSame(train(OptimiserOptions.of(adam), Set.of(), threads), naive);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decaysNormsAndBiasesOnlyIfAsked(boolean asked) {
    AdamOptions adam = new AdamOptions(0.9, 0.99, 1e-6, 0.1, true, asked);
    Naive naive = new Naive(adam, 1, RATE, name -> asked || name.endsWith("weight"));
    assertSame(train(OptimiserOptions.of(adam), Set.of(), 1), naive);
  }

  @Test
  void clipsAllGradientsByTheirNormTogether() {
    AdamOptions adam = new AdamOptions(0.9, 0.99, 1e-6, 0.1, true, false);
    // The norm differs from step to step, so that Adam's own scaling cannot hide a wrong factor.
    Naive naive = new Naive(adam, 1, RATE, name -> name.endsWith("weight"));
    naive.clip = 100;
    for (int threads : new int[] {1, 2}) {
      assertSame(train(new OptimiserOptions(adam, 100, 1, 0, 0), Set.of(), threads), naive);
    }
  }

  @Test
  void aShortGradientIsNotClipped() {
    AdamOptions adam = AdamOptions.PLAIN;
    assertThat(train(new OptimiserOptions(adam, 1e6, 1, 0, 0), Set.of(), 1))
        .isEqualTo(train(OptimiserOptions.of(adam), Set.of(), 1));
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    OptimiserOptions clipped = new OptimiserOptions(AdamOptions.PLAIN, 1, 1, 0, 0);
    assertThat(train(clipped, Set.of(), 3)).isEqualTo(train(clipped, Set.of(), 1));
  }

  @Test
  void theBackboneHasItsShareOfTheLearningRate() {
    AdamOptions adam = new AdamOptions(0.9, 0.99, 1e-6, 0.1, true, false);
    Map<String, WeightArray> found =
        train(new OptimiserOptions(adam, 0, 0.3, 0, 0), Set.of("conv.weight", "conv.bias"), 1);
    assertSame(
        only("conv", found), new Naive(adam, 1, 0.3 * RATE, name -> name.endsWith("weight")));
    assertSame(only("large", found), new Naive(adam, 1, RATE, name -> name.endsWith("weight")));
  }

  @Test
  void aBackboneSetFreeBeginsWithItsFirstStep() {
    AdamOptions adam = new AdamOptions(0.9, 0.99, 1e-6, 0, true, false);
    OptimiserOptions frozen = new OptimiserOptions(adam, 0, 1, 2, 0);
    Map<String, WeightArray> found = train(frozen, Set.of("conv.weight", "conv.bias"), 1);
    assertSame(only("conv", found), new Naive(adam, 3, RATE, name -> false));
    assertSame(only("large", found), new Naive(adam, 1, RATE, name -> false));
  }

  /** Three steps, in which a frozen backbone has no gradients. */
  private static Map<String, WeightArray> train(
      OptimiserOptions options, Set<String> backbone, int threads) {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(ARCHITECTURE, 3);
    try (SharedWork shared = new SharedWork(threads);
        TorchWeights weights = new TorchWeights(ARCHITECTURE, new Device(torch.DeviceType.CPU));
        Adam adam = new Adam(options, weights, backbone, shared)) {
      weights.restore(initial);
      for (int step = 1; step <= STEPS; step++) {
        try (PointerScope scope = new PointerScope()) {
          for (Map.Entry<String, Tensor> parameter : weights.parameters().entrySet()) {
            if (!adam.backboneIsFrozen() || !backbone.contains(parameter.getKey())) {
              float[] gradient = gradient(parameter.getKey(), initial, step);
              setGradient(weights, parameter.getKey(), parameter.getValue(), gradient, initial);
            }
          }
        }
        adam.step(RATE);
      }
      assertThat(adam.steps()).isEqualTo(STEPS);
      return weights.snapshot();
    }
  }

  private static Map<String, WeightArray> only(String layer, Map<String, WeightArray> weights) {
    Map<String, WeightArray> found = new TreeMap<>(weights);
    found.keySet().removeIf(name -> !name.startsWith(layer));
    return found;
  }

  private static void assertSame(Map<String, WeightArray> found, Naive naive) {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(ARCHITECTURE, 3);
    found.forEach(
        (name, array) -> {
          double[] expected = naive.train(name, initial);
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) array.values()[i])
                .as("%s[%d]", name, i)
                .isCloseTo(expected[i], within(2e-6));
          }
        });
  }

  /** Algorithm 1 of Adam, algorithm 2 of AdamW in double, from a first step on. */
  private static final class Naive {
    private final AdamOptions options;
    private final int firstStep;
    private final double rate;
    private final Predicate<String> decays;
    double clip = Double.POSITIVE_INFINITY;

    Naive(AdamOptions options, int firstStep, double rate, Predicate<String> decays) {
      this.options = options;
      this.firstStep = firstStep;
      this.rate = rate;
      this.decays = decays;
    }

    double[] train(String name, Map<String, WeightArray> initial) {
      float[] start = initial.get(name).values();
      double decay = decays.test(name) ? options.weightDecay() : 0;
      double[] p = new double[start.length];
      double[] m = new double[start.length];
      double[] v = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        p[i] = start[i];
      }
      for (int step = firstStep; step <= STEPS; step++) {
        float[] gradient = gradient(name, initial, step);
        double norm = norm(initial, step);
        double factor = norm > clip ? clip / norm : 1;
        int t = step - firstStep + 1;
        for (int i = 0; i < start.length; i++) {
          double g = factor * gradient[i];
          if (options.decoupled()) {
            p[i] -= rate * decay * p[i];
          } else {
            g += decay * p[i];
          }
          m[i] = options.beta1() * m[i] + (1 - options.beta1()) * g;
          v[i] = options.beta2() * v[i] + (1 - options.beta2()) * g * g;
          double mHat = m[i] / (1 - Math.pow(options.beta1(), t));
          double vHat = v[i] / (1 - Math.pow(options.beta2(), t));
          p[i] -= rate * mHat / (Math.sqrt(vHat) + options.epsilon());
        }
      }
      return p;
    }

    private static double norm(Map<String, WeightArray> initial, int step) {
      double squares = 0;
      for (String name : initial.keySet()) {
        for (float value : gradient(name, initial, step)) {
          squares += (double) value * value;
        }
      }
      return Math.sqrt(squares);
    }
  }

  /** The larger the later the step. */
  private static float[] gradient(String name, Map<String, WeightArray> shapes, int step) {
    Random random = new Random(name.hashCode() * 31L + step);
    float[] gradient = new float[shapes.get(name).values().length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (step * (0.1 + random.nextDouble()));
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
