package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.smooth_l1_loss;

import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link AgeLoss.Regression} on numbers {@code [N, 1]}. */
final class RegressionCriterion implements AgeCriterion {

  private static final long EACH_FACE = 0;

  private final AgeScale scale;

  RegressionCriterion(Device device) {
    this.scale = new AgeScale(device);
  }

  @Override
  public AgeTerms of(Tensor outputs, Tensor ages) {
    return terms(outputs, ages.to(torch.ScalarType.Float));
  }

  @Override
  public AgeTerms towards(Tensor outputs, Tensor distributions) {
    return terms(outputs, scale.expected(distributions));
  }

  private static AgeTerms terms(Tensor outputs, Tensor years) {
    Tensor found = AgeDecoder.years(outputs).squeeze(1);
    return new AgeTerms(
        smooth_l1_loss(found, years, EACH_FACE, AgeLoss.Regression.SMOOTH_YEARS), Map.of());
  }

  @Override
  public void close() {
    scale.close();
  }
}
