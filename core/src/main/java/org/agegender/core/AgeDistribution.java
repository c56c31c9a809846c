package org.agegender.core;

import java.util.Arrays;
import java.util.Locale;

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
   * The central interval that holds a share of the probability: every age whose {@link
   * #centralMass} is at most {@code mass}. Intervals of greater masses hold those of smaller ones,
   * and none is empty.
   *
   * @param mass more than 0, at most 1; 0.8 leaves up to a tenth on each side, 1 leaves nothing
   */
  public AgeInterval interval(double mass) {
    if (!(mass > 0 && mass <= 1)) {
      throw new IllegalArgumentException("a mass must be above 0 and at most 1, found " + mass);
    }
    int low = Age.MAX;
    int high = 0;
    double below = 0;
    for (int age = 0; age < probabilities.length; age++) {
      double upTo = below + probabilities[age];
      if (centralMass(below, upTo) <= mass) {
        low = Math.min(low, age);
        high = age;
      }
      below = upTo;
    }
    return new AgeInterval(low, high);
  }

  /**
   * The smallest mass whose central interval holds an age: 0 at the median, near 1 in the tails.
   * With F the distribution function it is the greatest of {@code 0}, {@code 1 - 2 F(age)} and
   * {@code 2 F(age - 1) - 1}, the distance from the median of Chernozhukov, Wüthrich and Zhu
   * ("Distributional conformal prediction", PNAS 2021) taken at the nearer end of the year.
   *
   * @return 0 to 1
   */
  public double centralMass(Age age) {
    double below = 0;
    for (int younger = 0; younger < age.years(); younger++) {
      below += probabilities[younger];
    }
    return centralMass(below, below + probabilities[age.years()]);
  }

  private static double centralMass(double below, double upTo) {
    return Math.min(1, Math.max(0, Math.max(1 - 2 * upTo, 2 * below - 1)));
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
    return String.format(
        Locale.ROOT,
        "AgeDistribution[expected %.1f, most likely %d]",
        expectedYears(),
        mostLikely().years());
  }
}
