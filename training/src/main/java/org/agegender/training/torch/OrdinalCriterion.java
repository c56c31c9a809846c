package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import java.util.Map;
import org.agegender.core.Age;
import org.bytedeco.pytorch.Device;
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
    Tensor above = ranks.lt(ages.unsqueeze(1)).to(torch.ScalarType.Float);
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
