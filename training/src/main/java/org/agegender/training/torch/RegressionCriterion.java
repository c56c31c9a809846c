package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.smooth_l1_loss;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link AgeLoss.Regression} on numbers {@code [N, 1]}. */
final class RegressionCriterion implements AgeCriterion {

  private static final long EACH_FACE = 0;

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    Tensor years = AgeDecoder.years(outputs).squeeze(1);
    Tensor labels = ages.to(torch.ScalarType.Float);
    return new AgeTerms(
        smooth_l1_loss(years, labels, EACH_FACE, AgeLoss.Regression.SMOOTH_YEARS), Map.of());
  }

  @Override
  public void close() {
    // it has no constants
  }
}
