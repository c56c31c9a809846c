package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.xlogy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.Age;
import org.agegender.training.network.WeightArray;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link AgeLoss.LabelDistribution} on logits {@code [N, 101]}. */
final class LabelDistributionCriterion implements AgeCriterion {

  private final double expectationWeight;
  private final AgeScale scale;

  /** {@code [101, 101]}: the target distribution of each age. */
  private final Tensor targets;

  /**
   * {@code [101]}: the sum of {@code d ln d} of each age, the part of the divergence that stays.
   */
  private final Tensor negativeEntropies;

  LabelDistributionCriterion(AgeLoss.LabelDistribution loss, Device device) {
    this.expectationWeight = loss.expectationWeight();
    this.scale = new AgeScale(device);
    float[] rows = new float[Age.CLASSES * Age.CLASSES];
    float[] entropies = new float[Age.CLASSES];
    for (int age = 0; age < Age.CLASSES; age++) {
      double[] target = target(age, loss.sigma());
      double sum = 0;
      for (int years = 0; years < Age.CLASSES; years++) {
        double d = target[years];
        rows[age * Age.CLASSES + years] = (float) d;
        sum += d > 0 ? d * Math.log(d) : 0;
      }
      entropies[age] = (float) sum;
    }
    long classes = Age.CLASSES;
    this.targets = TorchWeights.owned(new WeightArray(new long[] {classes, classes}, rows), device);
    this.negativeEntropies =
        TorchWeights.owned(new WeightArray(new long[] {classes}, entropies), device);
  }

  private static double[] target(int age, double sigma) {
    double[] target = new double[Age.CLASSES];
    double sum = 0;
    for (int years = 0; years < target.length; years++) {
      double distance = (years - age) / sigma;
      target[years] = Math.exp(-distance * distance / 2);
      sum += target[years];
    }
    for (int years = 0; years < target.length; years++) {
      target[years] /= sum;
    }
    return target;
  }

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    return terms(
        outputs,
        targets.index_select(0, ages),
        negativeEntropies.index_select(0, ages),
        ages.to(torch.ScalarType.Float));
  }

  @Override
  public AgeTerms towards(Tensor outputs, Tensor distributions) {
    Tensor negativeEntropy = xlogy(distributions, distributions).sum(1);
    return terms(outputs, distributions, negativeEntropy, scale.expected(distributions));
  }

  private AgeTerms terms(Tensor outputs, Tensor target, Tensor negativeEntropy, Tensor years) {
    Tensor logarithms = outputs.log_softmax(1);
    Tensor divergence = negativeEntropy.sub(target.mul(logarithms).sum(1));
    Tensor error = scale.expected(logarithms.exp()).sub(years).abs();
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("divergence", divergence);
    parts.put("expectation", error);
    return new AgeTerms(divergence.add(error.mul(new Scalar(expectationWeight))), parts);
  }

  @Override
  public void close() {
    scale.close();
    targets.close();
    negativeEntropies.close();
  }
}
