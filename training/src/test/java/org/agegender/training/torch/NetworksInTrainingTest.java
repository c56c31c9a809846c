package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Random;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksInTrainingTest {

  private static final int SIDE = 32;
  private static final int[] AGES = {0, 20, 35, 50, 77, 100};
  private static final int[] GENDERS = {0, 1, 1, 0, 0, 1};

  @ParameterizedTest
  @ValueSource(strings = {"mobilefacenet", "resnet18", "mobilenetv3-large", "efficientnet-b0"})
  void stepsInEitherPrecisionAgreeAndLearn(String network) {
    double[] exact = losses(network, Precision.FP32);
    double[] fast = losses(network, Precision.BF16);
    assertThat(fast[0]).isCloseTo(exact[0], within(0.05 * exact[0]));
    assertThat(exact[1]).isLessThan(0.8 * exact[0]);
    assertThat(fast[1]).isLessThan(0.8 * fast[0]);
  }

  /** The loss before the first of a few steps on the same pictures and after the last. */
  private static double[] losses(String network, Precision precision) {
    Architecture architecture = Networks.named(network).forImageSize(SIDE);
    byte[] bytes = new byte[AGES.length * SIDE * SIDE * 3];
    new Random(5).nextBytes(bytes);
    ByteBuffer pixels = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    EngineOptions options =
        new EngineOptions(
            precision, ComputeDevice.CPU, 1, LossOptions.PLAIN, 0, OptimiserOptions.PLAIN);
    try (TrainingEngine engine =
        TrainingEngine.create(
            architecture, WeightInitialiser.initialise(architecture, 1), options)) {
      double first = engine.step(pixels, AGES, GENDERS, 1e-3, 1).joint();
      double last = first;
      for (int step = 2; step <= 12; step++) {
        last = engine.step(pixels, AGES, GENDERS, 1e-3, step).joint();
      }
      return new double[] {first, last};
    }
  }
}
