package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;

/**
 * The joint loss, {@code (a * age + g * gender) / (a + g)}. The gender loss is the cross-entropy
 * over two classes.
 *
 * @param age what is minimised in the age head
 * @param ageWeight a, 0 or more
 * @param genderWeight g, 0 or more; not both 0
 * @param genderSmoothing the share of the gender label that is spread over both classes, 0 for none
 *     (Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016,
 *     section 7)
 */
public record LossOptions(
    AgeLoss age, double ageWeight, double genderWeight, double genderSmoothing) {

  /** The mean of two cross-entropies. */
  public static final LossOptions PLAIN = new LossOptions(new AgeLoss.CrossEntropy(), 1, 1, 0);

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public LossOptions {
    if (!(ageWeight >= 0 && genderWeight >= 0 && ageWeight + genderWeight > 0)
        || Double.isInfinite(ageWeight + genderWeight)) {
      throw new InvalidInputException(
          "age-weight and gender-weight: must be 0 or more and not both 0, found %s and %s"
              .formatted(ageWeight, genderWeight));
    }
    if (!(genderSmoothing >= 0 && genderSmoothing < 1)) {
      throw new InvalidInputException(
          "gender-smoothing: must be at least 0 and less than 1, found " + genderSmoothing);
    }
  }
}
