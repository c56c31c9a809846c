package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Prediction;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.agegender.training.network.WeightShapes;
import org.junit.jupiter.api.Test;

class TrainingEngineTest {

  private static final int FACES = 6;
  private static final int[] AGES = {0, 20, 35, 50, 77, 100};
  private static final int[] GENDERS = {0, 1, 1, 0, 0, 1};
  private static final Architecture TUTORIAL = Networks.named("tutorial").forImageSize(16);
  private static final Architecture RESNET = Networks.named("resnet18").forImageSize(32);

  @Test
  void jointLossIsTheWeightedMeanOfTheHeadsCrossEntropies() {
    ByteBuffer pixels = pixels(16);
    try (TrainingEngine engine = engine(TUTORIAL, Precision.FP32, 3, 1)) {
      EvaluatedBatch evaluated = engine.evaluate(pixels, AGES, GENDERS);
      double age = 0;
      double gender = 0;
      for (int i = 0; i < FACES; i++) {
        Prediction prediction = evaluated.predictions().get(i);
        age -= Math.log(prediction.age().probability(new Age(AGES[i]))) / FACES;
        double male = prediction.maleProbability();
        gender -= Math.log(GENDERS[i] == 1 ? male : 1 - male) / FACES;
      }
      assertThat(evaluated.losses().age()).isCloseTo(age, within(1e-4));
      assertThat(evaluated.losses().gender()).isCloseTo(gender, within(1e-4));
      assertThat(evaluated.losses().joint()).isCloseTo((3 * age + gender) / 4, within(1e-4));
    }
  }

  @Test
  void aStepFollowsTheGradientOfTheLoss() {
    ByteBuffer pixels = pixels(32);
    try (TrainingEngine engine = engine(RESNET, Precision.FP32, 1, 1)) {
      double first = engine.step(pixels, AGES, GENDERS, 1e-3, 1).joint();
      StepLosses last = engine.step(pixels, AGES, GENDERS, 1e-3, 2);
      for (int i = 0; i < 6; i++) {
        last = engine.step(pixels, AGES, GENDERS, 1e-3, i);
      }
      assertThat(last.joint()).isLessThan(0.5 * first);
    }
  }

  @Test
  void bfloat16AgreesWithSinglePrecisionToItsOwnPrecision() {
    ByteBuffer pixels = pixels(32);
    try (TrainingEngine exact = engine(RESNET, Precision.FP32, 1, 1);
        TrainingEngine fast = engine(RESNET, Precision.BF16, 1, 1)) {
      double expected = exact.step(pixels, AGES, GENDERS, 1e-4, 1).joint();
      double found = fast.step(pixels, AGES, GENDERS, 1e-4, 1).joint();
      assertThat(found).isCloseTo(expected, within(0.05 * expected)).isNotEqualTo(expected);
    }
  }

  @Test
  void aRestoredStateGoesOnAsIfNothingHadHappened() {
    ByteBuffer pixels = pixels(16);
    Map<String, WeightArray> expected;
    EngineState state;
    try (TrainingEngine engine = engine(TUTORIAL, Precision.FP32, 1, 1)) {
      engine.step(pixels, AGES, GENDERS, 1e-3, 1);
      state = engine.state();
      engine.step(pixels, AGES, GENDERS, 1e-3, 2);
      expected = engine.weights();
    }
    try (TrainingEngine engine = engine(TUTORIAL, Precision.FP32, 1, 1)) {
      engine.step(pixels, AGES, GENDERS, 1e-2, 9);
      engine.restore(state);
      engine.step(pixels, AGES, GENDERS, 1e-3, 2);
      assertThat(engine.weights()).isEqualTo(expected);
    }
  }

  @Test
  void theAverageOfAllWeightsIsJudgedInTheirPlace() {
    OptimiserOptions averaging = new OptimiserOptions(AdamOptions.PLAIN, 0, 1, 0, 0.4);
    Map<String, WeightArray> before = WeightInitialiser.initialise(RESNET, 1);
    try (TrainingEngine engine = engine(RESNET, averaging);
        TrainingEngine plain = engine(RESNET, OptimiserOptions.PLAIN)) {
      double[] decays = {2 / 11.0, 3 / 12.0, 4 / 13.0, 5 / 14.0, 0.4, 0.4};
      Map<String, double[]> expected = new TreeMap<>();
      before.forEach((name, array) -> expected.put(name, doubles(array)));
      for (int step = 0; step < decays.length; step++) {
        engine.step(pixels(32), AGES, GENDERS, 1e-3, step);
        plain.step(pixels(32), AGES, GENDERS, 1e-3, step);
        Map<String, WeightArray> now = engine.weights();
        for (Map.Entry<String, double[]> average : expected.entrySet()) {
          float[] values = now.get(average.getKey()).values();
          for (int i = 0; i < values.length; i++) {
            average.getValue()[i] =
                decays[step] * average.getValue()[i] + (1 - decays[step]) * values[i];
          }
        }
      }
      EngineState state = engine.state();
      assertThat(state.weights()).isEqualTo(plain.state().weights());
      assertThat(state.averages().keySet()).isEqualTo(state.weights().keySet());
      assertThat(state.predictingWeights()).isEqualTo(state.averages());
      assertThat(plain.state().averages()).isEmpty();
      assertThat(plain.state().predictingWeights()).isEqualTo(plain.weights());
      expected.forEach(
          (name, values) -> {
            float[] found = state.averages().get(name).values();
            for (int i = 0; i < values.length; i += 17) {
              assertThat((double) found[i])
                  .as("%s[%d]", name, i)
                  .isCloseTo(values[i], within(1e-5));
            }
          });
      try (TrainingEngine averages =
          TrainingEngine.create(RESNET, state.averages(), options(OptimiserOptions.PLAIN))) {
        EvaluatedBatch judged = engine.evaluate(pixels(32), AGES, GENDERS);
        assertThat(judged).isEqualTo(averages.evaluate(pixels(32), AGES, GENDERS));
        assertThat(judged).isNotEqualTo(plain.evaluate(pixels(32), AGES, GENDERS));
      }
    }
  }

  @Test
  void aFrozenBackboneKeepsItsWeightsWhileTheHeadsLearn() {
    OptimiserOptions frozen = new OptimiserOptions(AdamOptions.PLAIN, 0, 1, 2, 0);
    Map<String, WeightArray> before = WeightInitialiser.initialise(RESNET, 1);
    Set<String> backbone = WeightShapes.of(RESNET.backbone()).keySet();
    try (TrainingEngine engine = engine(RESNET, frozen)) {
      for (int step = 0; step < 3; step++) {
        engine.step(pixels(32), AGES, GENDERS, 1e-3, step);
        Map<String, WeightArray> now = engine.weights();
        for (String name : before.keySet()) {
          boolean stays = step < 2 && backbone.contains(name) && !name.contains(".running_");
          assertThat(now.get(name).equals(before.get(name)))
              .as("%s after step %d", name, step + 1)
              .isEqualTo(stays);
        }
      }
    }
  }

  private static double[] doubles(WeightArray array) {
    double[] values = new double[array.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.values()[i];
    }
    return values;
  }

  private static EngineOptions options(OptimiserOptions optimiser) {
    return new EngineOptions(Precision.FP32, ComputeDevice.CPU, 1, LossOptions.PLAIN, 0, optimiser);
  }

  private static TrainingEngine engine(Architecture architecture, OptimiserOptions optimiser) {
    return TrainingEngine.create(
        architecture, WeightInitialiser.initialise(architecture, 1), options(optimiser));
  }

  @Test
  void dropoutFollowsTheSeedOfTheStep() {
    assertThat(weightsAfterStep(5))
        .isEqualTo(weightsAfterStep(5))
        .isNotEqualTo(weightsAfterStep(6));
  }

  private static Map<String, WeightArray> weightsAfterStep(long seed) {
    try (TrainingEngine engine = engine(TUTORIAL, Precision.FP32, 1, 1)) {
      engine.step(pixels(16), AGES, GENDERS, 1e-3, seed);
      return engine.weights();
    }
  }

  @Test
  void evaluationChangesNothing() {
    try (TrainingEngine engine = engine(RESNET, Precision.FP32, 1, 1)) {
      Map<String, WeightArray> before = engine.weights();
      EvaluatedBatch first = engine.evaluate(pixels(32), AGES, GENDERS);
      assertThat(engine.evaluate(pixels(32), AGES, GENDERS)).isEqualTo(first);
      assertThat(engine.weights()).isEqualTo(before);
    }
  }

  @Test
  void outputsThatAreNoNumbersAreNoPredictions() {
    Map<String, WeightArray> weights = WeightInitialiser.initialise(TUTORIAL, 1);
    weights.get("gender.logits.bias").values()[0] = Float.NaN;
    try (TrainingEngine engine =
        TrainingEngine.create(TUTORIAL, weights, options(OptimiserOptions.PLAIN))) {
      assertThatThrownBy(() -> engine.evaluate(pixels(16), AGES, GENDERS))
          .isInstanceOf(NotFiniteException.class)
          .hasMessage("the network gives a probability of NaN");
      assertThat(engine.state().isFinite()).isFalse();
    }
  }

  @Test
  void refusesANetworkWhoseAgeHeadIsNotTheLosses() {
    Architecture ranks = TUTORIAL.codedAs(new AgeCoding.Ranks());
    assertThatThrownBy(() -> engine(ranks, Precision.FP32, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the age loss wants ages as classes, the network gives tutorial at 16 pixels with ages"
                + " as ranks");
  }

  @Test
  void refusesPixelsOfAnotherSize() {
    try (TrainingEngine engine = engine(TUTORIAL, Precision.FP32, 1, 1)) {
      assertThatThrownBy(() -> engine.evaluate(pixels(32), AGES, GENDERS))
          .hasMessage("6 pictures of 16x16 take 4608 bytes, found 18432");
    }
  }

  @Test
  void refusesCudaWhereThereIsNone() {
    EngineOptions options =
        new EngineOptions(
            Precision.FP32, ComputeDevice.CUDA, 1, LossOptions.PLAIN, 0, OptimiserOptions.PLAIN);
    org.junit.jupiter.api.Assumptions.assumeFalse(
        org.bytedeco.pytorch.global.torch.cuda_is_available(), "this machine offers CUDA");
    assertThatThrownBy(
            () ->
                TrainingEngine.create(TUTORIAL, WeightInitialiser.initialise(TUTORIAL, 1), options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the engine offers none");
  }

  private static TrainingEngine engine(
      Architecture architecture, Precision precision, double ageWeight, double genderWeight) {
    EngineOptions options =
        new EngineOptions(
            precision,
            ComputeDevice.CPU,
            1,
            new LossOptions(new AgeLoss.CrossEntropy(), ageWeight, genderWeight, 0),
            0,
            OptimiserOptions.PLAIN);
    return TrainingEngine.create(
        architecture, WeightInitialiser.initialise(architecture, 1), options);
  }

  private static ByteBuffer pixels(int side) {
    byte[] bytes = new byte[FACES * side * side * 3];
    new Random(5).nextBytes(bytes);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
