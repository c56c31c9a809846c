package org.agegender.training.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link AgeLoss.MeanVariance} on logits {@code [N, 101]}. */
final class MeanVarianceCriterion implements AgeCriterion {

  private final AgeLoss.MeanVariance loss;
  private final AgeScale scale;

  MeanVarianceCriterion(AgeLoss.MeanVariance loss, Device device) {
    this.loss = loss;
    this.scale = new AgeScale(device);
  }

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    return terms(
        outputs, CrossEntropyCriterion.ofEach(outputs, ages, 0), ages.to(torch.ScalarType.Float));
  }

  @Override
  public AgeTerms towards(Tensor outputs, Tensor distributions) {
    return terms(
        outputs,
        CrossEntropyCriterion.ofEach(outputs, distributions),
        scale.expected(distributions));
  }

  private AgeTerms terms(Tensor outputs, Tensor crossEntropy, Tensor years) {
    Tensor probabilities = outputs.softmax(1);
    Tensor mean = scale.expected(probabilities);
    Tensor halfSquare = mean.sub(years).square().mul(new Scalar(0.5));
    Tensor distances = scale.years().sub(mean.unsqueeze(1));
    Tensor variance = probabilities.mul(distances.square()).sum(1);
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("cross_entropy", crossEntropy);
    parts.put("mean", halfSquare);
    parts.put("variance", variance);
    Tensor total =
        crossEntropy
            .add(halfSquare.mul(new Scalar(loss.meanWeight())))
            .add(variance.mul(new Scalar(loss.varianceWeight())));
    return new AgeTerms(total, parts);
  }

  @Override
  public void close() {
    scale.close();
  }
}
