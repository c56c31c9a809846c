package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import org.agegender.core.Age;
import org.agegender.training.network.WeightArray;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Losses and their gradients against values computed with NumPy from the papers' formulas. */
class AgeLossTest {

  private static final Offset<Double> CLOSE = within(2e-5);

  private static final int[] AGES = {25, 0, 100};
  private static final IntToDoubleFunction[] LOGITS = {
    k -> Math.sin(0.3 * k + 1), k -> -0.01 * (k - 40) * (k - 40), k -> 3 * Math.cos(0.2 * k)
  };

  /** What a loss gives for the faces above. */
  private record Found(float[] losses, Map<String, float[]> parts, float[] gradient) {

    double gradient(int face, int output) {
      return gradient[face * gradient.length / AGES.length + output];
    }
  }

  @Test
  void labelDistributionIsTheDivergencePlusTheErrorOfTheExpectedValue() {
    Found found = classes(new AgeLoss.LabelDistribution(2, 1));
    near(found.parts.get("divergence"), 2.06894307, 16.34877229, 2.95662268);
    near(found.parts.get("expectation"), 22.36812099, 40.00000021, 47.18085781);
    near(found.losses, 24.43706405, 56.34877250, 50.13748049);
    near(found, 0, -0.84375077, -0.57194291, -0.07603893, 0.28086665);
    near(found, 1, -0.33259873, -0.08325120, 0.05641895, 0);
    near(found, 2, 1.99342770, 0.12446295, 0.01646993, -0.62228323);
  }

  @Test
  void labelDistributionFollowsItsWidthAndItsWeight() {
    Found found = classes(new AgeLoss.LabelDistribution(3, 0.5));
    near(found.losses, 12.98191857, 35.38939129, 25.93226727);
    near(found, 0, -0.41277699, -0.31050105, -0.03204968, 0.14305179);
    near(found, 2, 1.01523354, 0.06439085, 0.00883088, -0.37645092);
  }

  @Test
  void labelDistributionIsZeroWhereTheNetworkIsRight() {
    IntToDoubleFunction right = k -> -(k - 50) * (k - 50) / 8.0;
    Found found =
        found(
            new AgeLoss.LabelDistribution(2, 1),
            Age.CLASSES,
            new int[] {50},
            new IntToDoubleFunction[] {right});
    near(found.losses, 0);
  }

  @Test
  void logitsFarApartLeaveLossAndGradientFinite() {
    IntToDoubleFunction sure = k -> k == 90 ? 1e4 : -1e4;
    Found found =
        found(
            new AgeLoss.LabelDistribution(2, 1),
            Age.CLASSES,
            new int[] {3},
            new IntToDoubleFunction[] {sure});
    assertThat(found.losses[0]).isFinite().isGreaterThan(1e4f);
    for (float slope : found.gradient) {
      assertThat(slope).isFinite();
    }
  }

  @Test
  void meanVarianceAddsSquaredErrorAndVarianceToTheCrossEntropy() {
    Found found = classes(new AgeLoss.MeanVariance(0.2, 0.05));
    near(found.parts.get("cross_entropy"), 4.04949417, 18.87495003, 5.07152740);
    near(found.parts.get("mean"), 250.16641821, 800.00000827, 1113.01667193);
    near(found.parts.get("variance"), 842.45842017, 49.99999161, 1042.14969160);
    near(found.losses, 96.20569882, 181.37495127, 279.78234637);
    near(found, 0, -2.56289263, -3.02503092, -0.85220573, 1.74305120);
    near(found, 1, -1.00000153, -0.65560323, -0.08462851, 0);
    near(found, 2, 21.73456386, 1.08009565, 0.09304856, -3.41511852);
  }

  @Test
  void ordinalIsTheSumOfTheCrossEntropiesOfAllRanks() {
    Found found = found(new AgeLoss.Ordinal(), Age.MAX, AGES, LOGITS);
    near(found.losses, 71.46395491, 13.56187782, 108.65483292);
    nearLast(found, 0, -0.30122507, 0.68965077, 0.60352322, 0.34156749);
    nearLast(found, 1, 0.00000011, 0.09534946, 0.5, 0);
    nearLast(found, 2, -0.04742587, -0.29922595, -0.60742476, -0.14880995);
  }

  @Test
  void regressionIsTheErrorInYearsAndAParabolaWithinOne() {
    Found found =
        found(
            new AgeLoss.Regression(),
            1,
            new int[] {25, 0, 100, 25},
            new IntToDoubleFunction[] {k -> 0.3, k -> -3.45, k -> 6.4, k -> -0.98});
    near(found.losses, 12.5, 0.125, 0.5, 0.02);
    near(found.gradient, 10, 5, -10, 2);
  }

  @Test
  void aTeacherThatIsSureOfTheLabelTeachesLikeTheLabel() {
    for (AgeLoss loss :
        List.of(
            new AgeLoss.CrossEntropy(),
            new AgeLoss.MeanVariance(0.2, 0.05),
            new AgeLoss.Ordinal())) {
      int outputs = loss.coding().outputs();
      Found taught = towards(loss, outputs, LOGITS, (face, age) -> age == AGES[face] ? 1 : 0);
      near(taught.losses, doubles(found(loss, outputs, AGES, LOGITS).losses));
    }
    IntToDoubleFunction[] numbers = {k -> 0.3, k -> -3.45, k -> 6.4};
    AgeLoss regression = new AgeLoss.Regression();
    Found taught = towards(regression, 1, numbers, (face, age) -> age == AGES[face] ? 1 : 0);
    near(taught.losses, doubles(found(regression, 1, AGES, numbers).losses));
  }

  @Test
  void lossesThatAreLinearInTheTargetFollowADoubtfulTeacher() {
    int[] others = {60, 7, 99};
    for (AgeLoss loss : List.of(new AgeLoss.CrossEntropy(), new AgeLoss.Ordinal())) {
      int outputs = loss.coding().outputs();
      float[] one = found(loss, outputs, AGES, LOGITS).losses;
      float[] other = found(loss, outputs, others, LOGITS).losses;
      Found taught =
          towards(
              loss,
              outputs,
              LOGITS,
              (face, age) -> age == AGES[face] ? 0.75 : age == others[face] ? 0.25 : 0);
      for (int i = 0; i < AGES.length; i++) {
        assertThat((double) taught.losses[i])
            .isCloseTo(0.75 * one[i] + 0.25 * other[i], within(2e-5 * one[i]));
      }
    }
  }

  @Test
  void labelDistributionTowardsATeacherIsTheDivergencePlusTheDistanceOfTheExpectedValues() {
    double[][] teacher = {bell(25), bell(0), bell(100)};
    Found taught =
        towards(
            new AgeLoss.LabelDistribution(9, 1),
            Age.CLASSES,
            LOGITS,
            (face, age) -> teacher[face][age]);
    near(taught.parts.get("divergence"), 2.06894307, 16.34877229, 2.95662268);
    // A bell that an end of the scale cuts off has its mean further in.
    double within = mean(bell(0));
    near(taught.parts.get("expectation"), 22.36812099, 40.00000021 - within, 47.18085781 - within);
  }

  private static double[] bell(int age) {
    double[] bell = new double[Age.CLASSES];
    double sum = 0;
    for (int k = 0; k < bell.length; k++) {
      bell[k] = Math.exp(-(k - age) * (k - age) / 8.0);
      sum += bell[k];
    }
    for (int k = 0; k < bell.length; k++) {
      bell[k] /= sum;
    }
    return bell;
  }

  private static double mean(double[] distribution) {
    double mean = 0;
    for (int k = 0; k < distribution.length; k++) {
      mean += k * distribution[k];
    }
    return mean;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** A teacher's probability of an age. */
  private interface Teacher {
    double probability(int face, int age);
  }

  private static Found towards(
      AgeLoss loss, int outputs, IntToDoubleFunction[] rows, Teacher teacher) {
    float[] taught = new float[AGES.length * Age.CLASSES];
    for (int i = 0; i < taught.length; i++) {
      taught[i] = (float) teacher.probability(i / Age.CLASSES, i % Age.CLASSES);
    }
    return found(
        loss,
        outputs,
        AGES.length,
        rows,
        (criterion, input) ->
            criterion.towards(input, tensor(array(taught, AGES.length, Age.CLASSES))));
  }

  private static Found classes(AgeLoss loss) {
    return found(loss, Age.CLASSES, AGES, LOGITS);
  }

  private static Found found(AgeLoss loss, int outputs, int[] ages, IntToDoubleFunction[] rows) {
    float[] labels = new float[ages.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = ages[i];
    }
    return found(
        loss,
        outputs,
        ages.length,
        rows,
        (criterion, input) ->
            criterion.of(input, tensor(array(labels, ages.length)).to(torch.ScalarType.Long)));
  }

  private static Found found(
      AgeLoss loss,
      int outputs,
      int faces,
      IntToDoubleFunction[] rows,
      BiFunction<AgeCriterion, Tensor, AgeTerms> use) {
    float[] values = new float[faces * outputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / outputs].applyAsDouble(i % outputs);
    }
    try (PointerScope scope = new PointerScope();
        AgeCriterion criterion = AgeCriterion.of(loss, new Device(torch.DeviceType.CPU))) {
      Tensor input = tensor(array(values, faces, outputs));
      input.set_requires_grad(true);
      AgeTerms terms = use.apply(criterion, input);
      terms.loss().sum().backward();
      Map<String, float[]> parts = new java.util.TreeMap<>();
      terms.parts().forEach((name, part) -> parts.put(name, values(part)));
      return new Found(values(terms.loss()), parts, values(input.grad()));
    }
  }

  private static Tensor tensor(WeightArray array) {
    return TorchWeights.tensor(array, new Device(torch.DeviceType.CPU));
  }

  private static WeightArray array(float[] values, long... shape) {
    return new WeightArray(shape, values);
  }

  private static float[] values(Tensor tensor) {
    return TorchWeights.array(tensor).values();
  }

  private static void near(float[] found, double... expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      Offset<Double> close = within(Math.max(2e-5, 1e-6 * expected[i]));
      assertThat((double) found[i]).as("face %d", i).isCloseTo(expected[i], close);
    }
  }

  /** The gradient by the outputs 0, 25, 40 and 100. */
  private static void near(Found found, int face, double... expected) {
    near(found, face, new int[] {0, 25, 40, 100}, expected);
  }

  /** The gradient by the outputs 0, 25, 40 and 99. */
  private static void nearLast(Found found, int face, double... expected) {
    near(found, face, new int[] {0, 25, 40, 99}, expected);
  }

  private static void near(Found found, int face, int[] outputs, double... expected) {
    for (int i = 0; i < outputs.length; i++) {
      assertThat(found.gradient(face, outputs[i]))
          .as("face %d, output %d", face, outputs[i])
          .isCloseTo(expected[i], CLOSE);
    }
  }
}
