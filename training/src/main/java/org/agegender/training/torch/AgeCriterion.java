package org.agegender.training.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * An {@link AgeLoss} on tensors. Owns its constants; what it computes lies in the caller's scope.
 */
interface AgeCriterion extends AutoCloseable {

  /** The criterion of a loss, with its constants on the device. */
  static AgeCriterion of(AgeLoss loss, Device device) {
    return loss.accept(
        new AgeLoss.Visitor<>() {
          @Override
          public AgeCriterion visit(AgeLoss.CrossEntropy loss) {
            return new CrossEntropyCriterion();
          }

          @Override
          public AgeCriterion visit(AgeLoss.LabelDistribution loss) {
            return new LabelDistributionCriterion(loss, device);
          }

          @Override
          public AgeCriterion visit(AgeLoss.MeanVariance loss) {
            return new MeanVarianceCriterion(loss, device);
          }

          @Override
          public AgeCriterion visit(AgeLoss.Ordinal loss) {
            return new OrdinalCriterion(device);
          }

          @Override
          public AgeCriterion visit(AgeLoss.Regression loss) {
            return new RegressionCriterion(device);
          }
        });
  }

  /**
   * The loss of each face, differentiable by the outputs.
   *
   * @param outputs of the age head, {@code [N, ...]} in 32-bit floats, as {@link AgeLoss#coding()}
   *     says
   * @param ages {@code [N]}, whole years 0 to 100
   */
  AgeTerms of(Tensor outputs, Tensor ages);

  /**
   * The loss of each face against what a teacher holds of its age, differentiable by the outputs.
   *
   * @param outputs as above
   * @param distributions {@code [N, 101]}, the teacher's probability of each age
   */
  AgeTerms towards(Tensor outputs, Tensor distributions);

  @Override
  void close();
}
