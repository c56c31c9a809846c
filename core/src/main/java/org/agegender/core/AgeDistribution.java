package org.agegender.core;

import java.util.Arrays;

/**
 * A probability for each age class, as the softmax of the age head gives it. Immutable.
 *
 * <p>The age of a face is the expected value of this distribution (Rothe et al., "DEX: Deep
 * EXpectation of apparent age from a single image", ICCV workshops 2015).
 */
public final class AgeDistribution {

  private static final double SUM_TOLERANCE = 1e-3;

  private final float[] probabilities;

  private AgeDistribution(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * Takes a copy of 101 probabilities.
   *
   * @throws IllegalArgumentException if there are not 101, one is negative or not a number, or they
   *     do not add up to 1
   */
  public static AgeDistribution of(float[] probabilities) {
    if (probabilities.length != Age.CLASSES) {
      throw new IllegalArgumentException(
          "an age distribution has "
              + Age.CLASSES
              + " probabilities, found "
              + probabilities.length);
    }
    double sum = 0;
    for (float p : probabilities) {
      if (!(p >= 0)) {
        throw new IllegalArgumentException("a probability must be 0 or more, found " + p);
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("age probabilities must add up to 1, found " + sum);
    }
    return new AgeDistribution(probabilities.clone());
  }

  /** The probability of one age. */
  public float probability(Age age) {
    return probabilities[age.years()];
  }

  /** A copy of the 101 probabilities, index = age in years. */
  public float[] toArray() {
    return probabilities.clone();
  }

  /** The mean of this distribution and another, age by age. */
  public AgeDistribution averagedWith(AgeDistribution other) {
    float[] mean = new float[probabilities.length];
    for (int age = 0; age < mean.length; age++) {
      mean[age] = (probabilities[age] + other.probabilities[age]) / 2;
    }
    return new AgeDistribution(mean);
  }

  /** The expected value in years, a real number from 0 to 100. */
  public double expectedYears() {
    double expected = 0;
    for (int age = 0; age < probabilities.length; age++) {
      expected += age * (double) probabilities[age];
    }
    return expected;
  }

  /** The age with the highest probability; the youngest of them if several share it. */
  public Age mostLikely() {
    int best = 0;
    for (int age = 1; age < probabilities.length; age++) {
      if (probabilities[age] > probabilities[best]) {
        best = age;
      }
    }
    return new Age(best);
  }

  /**
   * The central interval that holds {@code coverage} of the probability, between two quantiles of
   * the distribution function.
   *
   * @param coverage more than 0, less than 1; 0.8 leaves a tenth on each side
   */
  public AgeInterval interval(double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("coverage must lie between 0 and 1, found " + coverage);
    }
    double tail = (1 - coverage) / 2;
    return new AgeInterval(quantile(tail), quantile(1 - tail));
  }

  private int quantile(double share) {
    double cumulated = 0;
    for (int age = 0; age < probabilities.length; age++) {
      cumulated += probabilities[age];
      if (cumulated >= share) {
        return age;
      }
    }
    return Age.MAX;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgeDistribution that
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "AgeDistribution[expected %.1f, most likely %d]"
        .formatted(expectedYears(), mostLikely().years());
  }
}
