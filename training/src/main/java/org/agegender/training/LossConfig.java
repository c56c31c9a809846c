package org.agegender.training;

import org.agegender.core.InvalidInputException;

/**
 * The weights of the joint loss, {@code (a * age + g * gender) / (a + g)}.
 *
 * @param ageWeight a, 0 or more
 * @param genderWeight g, 0 or more; not both 0
 */
public record LossConfig(double ageWeight, double genderWeight) {

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public LossConfig {
    if (!(ageWeight >= 0 && genderWeight >= 0 && ageWeight + genderWeight > 0)
        || Double.isInfinite(ageWeight + genderWeight)) {
      throw new InvalidInputException(
          "age-weight and gender-weight: must be 0 or more and not both 0, found %s and %s"
              .formatted(ageWeight, genderWeight));
    }
  }
}
