package org.agegender.training.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

    /** So much of these losses and the rest of the others, face by face. */
    Terms mixed(double share, Terms other) {
      return new Terms(
          mixed(share, joint, other.joint),
          new AgeTerms(
              mixed(share, age.loss(), other.age.loss()), mixedParts(share, other.age.parts())),
          mixed(share, gender, other.gender));
    }

    private Map<String, Tensor> mixedParts(double share, Map<String, Tensor> others) {
      Map<String, Tensor> parts = new LinkedHashMap<>();
      age.parts()
          .forEach(
              (name, part) ->
                  parts.put(
                      name, mixed(share, part, Objects.requireNonNull(others.get(name), name))));
      return parts;
    }

    private static Tensor mixed(double share, Tensor one, Tensor other) {
      return one.mul(new Scalar(share)).add(other, new Scalar(1 - share));
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
    return joined(
        ages.of(ageOutputs, ageLabels),
        CrossEntropyCriterion.ofEach(genderLogits, genderLabels, options.genderSmoothing()));
  }

  /**
   * Compares the outputs of both heads with what teachers tell. To be called outside autocast.
   *
   * @param ageOutputs as above
   * @param genderLogits as above
   */
  Terms towards(Tensor ageOutputs, Tensor genderLogits, TaughtLabels taught) {
    return joined(
        ages.towards(ageOutputs, taught.ages()),
        CrossEntropyCriterion.ofEach(genderLogits, taught.genders()));
  }

  private Terms joined(AgeTerms age, Tensor gender) {
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
