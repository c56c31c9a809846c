package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agegender.core.Age;
import org.agegender.core.Prediction;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {

  private static final int SIDE = 8;
  private static final int[] AGES = {3, 90, 41};
  private static final int[] GENDERS = {1, 0, 0};

  /** Linear, so that its logits for a mixed picture are the mixed logits. */
  private static final Architecture LINEAR =
      new Architecture(
          "linear",
          SIDE,
          Layer.NormaliseChannels.IMAGENET,
          new Layer.Flatten(),
          new Layer.Linear("age", 3 * SIDE * SIDE, 101),
          new Layer.Linear("gender", 3 * SIDE * SIDE, 2));

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3})
  void sharesFollowTheBetaDistribution(double alpha) {
    int draws = 40_000;
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < draws; seed++) {
      double share = Mixup.drawn(alpha, seed * 0x9E3779B97F4A7C15L).share();
      sum += share;
      squares += (share - 0.5) * (share - 0.5);
    }
    // Mean 1/2 and variance 1 / (4 (2 alpha + 1)) of Beta(alpha, alpha).
    assertThat(sum / draws).isCloseTo(0.5, within(0.01));
    assertThat(squares / draws).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.004));
  }

  @Test
  void zeroMixesNothing() {
    assertThat(Mixup.drawn(0, 7).mixes()).isFalse();
    assertThat(Mixup.drawn(1e-3, 7).share()).isBetween(0.0, 1.0);
  }

  @Test
  void picturesAndLossesOfBothHeadsAreMixedWithTheNextOfTheBatch() {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(LINEAR, 1);
    ByteBuffer pixels = pixels();
    for (long seed = 1; seed <= 3; seed++) {
      double share = Mixup.drawn(1, seed).share();
      try (TrainingEngine engine = TrainingEngine.create(LINEAR, initial, options())) {
        List<Prediction> alone = engine.evaluate(pixels, AGES, GENDERS).predictions();
        double age = 0;
        double gender = 0;
        for (int i = 0; i < AGES.length; i++) {
          int next = (i + 1) % AGES.length;
          double[] ages = mixed(share, ages(alone.get(i)), ages(alone.get(next)));
          double[] genders = mixed(share, genders(alone.get(i)), genders(alone.get(next)));
          age -= share * Math.log(ages[AGES[i]]) + (1 - share) * Math.log(ages[AGES[next]]);
          gender -=
              share * Math.log(genders[GENDERS[i]])
                  + (1 - share) * Math.log(genders[GENDERS[next]]);
        }
        StepLosses losses = engine.step(pixels, AGES, GENDERS, 1e-3, seed);
        assertThat(losses.age()).isCloseTo(age / 3, within(1e-4));
        assertThat(losses.gender()).isCloseTo(gender / 3, within(1e-4));
        assertThat(losses.joint()).isCloseTo((age + gender) / 6, within(1e-4));
      }
    }
  }

  @Test
  void evaluationMixesNothing() {
    Map<String, WeightArray> initial = WeightInitialiser.initialise(LINEAR, 1);
    EngineOptions plain =
        new EngineOptions(
            Precision.FP32, ComputeDevice.CPU, 1, LossOptions.PLAIN, 0, OptimiserOptions.PLAIN);
    try (TrainingEngine mixing = TrainingEngine.create(LINEAR, initial, options());
        TrainingEngine other = TrainingEngine.create(LINEAR, initial, plain)) {
      assertThat(mixing.evaluate(pixels(), AGES, GENDERS))
          .isEqualTo(other.evaluate(pixels(), AGES, GENDERS));
    }
  }

  private static EngineOptions options() {
    return new EngineOptions(
        Precision.FP32, ComputeDevice.CPU, 1, LossOptions.PLAIN, 1, OptimiserOptions.PLAIN);
  }

  /** The softmax of mixed logits from the two softmaxes. */
  private static double[] mixed(double share, double[] one, double[] other) {
    double[] mixed = new double[one.length];
    double sum = 0;
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = Math.pow(one[i], share) * Math.pow(other[i], 1 - share);
      sum += mixed[i];
    }
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] /= sum;
    }
    return mixed;
  }

  private static double[] ages(Prediction prediction) {
    double[] ages = new double[Age.CLASSES];
    for (int age = 0; age < ages.length; age++) {
      ages[age] = prediction.age().probability(new Age(age));
    }
    return ages;
  }

  private static double[] genders(Prediction prediction) {
    return new double[] {1 - prediction.maleProbability(), prediction.maleProbability()};
  }

  private static ByteBuffer pixels() {
    byte[] bytes = new byte[AGES.length * SIDE * SIDE * 3];
    new Random(5).nextBytes(bytes);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
