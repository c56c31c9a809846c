package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import java.util.Map;
import org.agegender.core.Age;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@link AgeLoss.Ordinal} on logits {@code [N, 100]}. */
final class OrdinalCriterion implements AgeCriterion {

  private static final long EACH_RANK = 0;

  private final AgeScale scale;

  OrdinalCriterion(Device device) {
    this.scale = new AgeScale(device);
  }

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    Tensor ranks = scale.years().narrow(0, 0, Age.MAX);
    return terms(outputs, ranks.lt(ages.unsqueeze(1)).to(torch.ScalarType.Float));
  }

  @Override
  public AgeTerms towards(Tensor outputs, Tensor distributions) {
    // Of the ages from 100 down to 1: the probability of each rank is that of all above it.
    Tensor fromTheOldest = distributions.narrow(1, 1, Age.MAX).flip(1).cumsum(1);
    return terms(outputs, fromTheOldest.flip(1).clamp_max(new Scalar(1.0)));
  }

  private static AgeTerms terms(Tensor outputs, Tensor above) {
    Tensor eachRank =
        binary_cross_entropy_with_logits(
            outputs, above, new TensorOptional(), new TensorOptional(), EACH_RANK);
    return new AgeTerms(eachRank.sum(1), Map.of());
  }

  @Override
  public void close() {
    scale.close();
  }
}
