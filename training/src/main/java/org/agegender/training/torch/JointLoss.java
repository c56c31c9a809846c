package org.agegender.training.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** {@link LossOptions} on tensors. Owns its constants. */
final class JointLoss implements AutoCloseable {

  private final LossOptions options;
  private final AgeCriterion ages;

  JointLoss(LossOptions options, Device device) {
    this.options = options;
    this.ages = AgeCriterion.of(options.age(), device);
  }

  /**
   * The losses of one batch.
   *
   * @param joint the number to minimise
   * @param age of each face
   * @param gender of each face, {@code [N]}
   */
  record Terms(Tensor joint, AgeTerms age, Tensor gender) {
    StepLosses values() {
      return new StepLosses(
          joint.item_double(),
          age.loss().mean().item_double(),
          gender.mean().item_double(),
          age.partValues());
    }
  }

  /**
   * Compares the outputs of both heads with the labels. To be called outside autocast.
   *
   * @param ageOutputs {@code [N, ...]} in 32-bit floats, as the age loss wants them
   * @param genderLogits {@code [N, 2]} in 32-bit floats
   * @param ageLabels {@code [N]}, whole years
   * @param genderLabels {@code [N]}, classes
   */
  Terms of(Tensor ageOutputs, Tensor genderLogits, Tensor ageLabels, Tensor genderLabels) {
    AgeTerms age = ages.of(ageOutputs, ageLabels);
    Tensor gender =
        CrossEntropyCriterion.ofEach(genderLogits, genderLabels, options.genderSmoothing());
    double sum = options.ageWeight() + options.genderWeight();
    Tensor joint =
        age.loss()
            .mean()
            .mul(new Scalar(options.ageWeight() / sum))
            .add(gender.mean().mul(new Scalar(options.genderWeight() / sum)));
    return new Terms(joint, age, gender);
  }

  @Override
  public void close() {
    ages.close();
  }
}
