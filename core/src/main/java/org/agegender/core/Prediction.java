package org.agegender.core;

/**
 * What the network says of one face.
 *
 * @param age the distribution over ages; its expected value is the predicted age
 * @param maleProbability the probability of class 1 of the gender head, 0 to 1
 */
public record Prediction(AgeDistribution age, double maleProbability) {

  /**
   * @throws IllegalArgumentException if {@code maleProbability} is not from 0 to 1
   */
  public Prediction {
    if (!(maleProbability >= 0 && maleProbability <= 1)) {
      throw new IllegalArgumentException("a probability must be 0..1, found " + maleProbability);
    }
  }

  /** The mean of what two looks at the same face say, probability by probability. */
  public Prediction averagedWith(Prediction other) {
    return new Prediction(
        age.averagedWith(other.age), (maleProbability + other.maleProbability) / 2);
  }

  /** The predicted age in years: the expected value of the distribution. */
  public double years() {
    return age.expectedYears();
  }

  /**
   * The more likely gender; female at exactly one half, as the first of two equal classes wins an
   * arg max.
   */
  public Gender gender() {
    return maleProbability > 0.5 ? Gender.MALE : Gender.FEMALE;
  }

  /** The probability of {@link #gender()}, 0.5 to 1. */
  public double genderProbability() {
    return Math.max(maleProbability, 1 - maleProbability);
  }
}
