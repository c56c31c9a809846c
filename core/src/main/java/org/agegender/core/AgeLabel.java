package org.agegender.core;

import java.util.OptionalDouble;

/**
 * What a data set says of the age in a picture: a year, or a range of years of which it names no
 * one, and how sure it is of that.
 *
 * @param age the labelled age, or one that stands for the range
 * @param range the ages it may be, within 0 to 100; {@code age} alone where the label is exact
 * @param deviation the standard deviation of the ages that people named, in years, where the set
 *     gives one
 */
public record AgeLabel(Age age, AgeInterval range, OptionalDouble deviation) {

  /** A range without an end, such as "more than 70", counts as so many years. */
  private static final int OPEN_YEARS = 10;

  /**
   * @throws IllegalArgumentException if the range leaves 0..100 or does not hold the age, or the
   *     deviation is negative or no number
   */
  public AgeLabel {
    if (!Age.isValid(range.low()) || !Age.isValid(range.high()) || !range.contains(age.years())) {
      throw new IllegalArgumentException(
          "a range of ages must lie within 0..%d and hold %d, found %d..%d"
              .formatted(Age.MAX, age.years(), range.low(), range.high()));
    }
    if (deviation.isPresent()
        && !(deviation.getAsDouble() >= 0 && Double.isFinite(deviation.getAsDouble()))) {
      throw new IllegalArgumentException(
          "the deviation of an age must be 0 or more years, found " + deviation.getAsDouble());
    }
  }

  /** A label that names the year. */
  public static AgeLabel exact(Age age) {
    return new AgeLabel(age, new AgeInterval(age.years(), age.years()), OptionalDouble.empty());
  }

  /**
   * A label that names a range. The middle stands for it, rounded down; a range that ends at 100,
   * such as "more than 70", has no end in truth, and the middle of its first ten years stands for
   * it.
   *
   * @throws IllegalArgumentException if the range leaves 0..100
   */
  public static AgeLabel within(AgeInterval range) {
    int high =
        range.high() == Age.MAX ? Math.min(Age.MAX, range.low() + OPEN_YEARS - 1) : range.high();
    return new AgeLabel(
        new Age(Math.floorDiv(range.low() + high, 2)), range, OptionalDouble.empty());
  }

  /** The same label with the standard deviation of the ages that people named, in years. */
  public AgeLabel withDeviation(double years) {
    return new AgeLabel(age, range, OptionalDouble.of(years));
  }

  /** Whether the label names the year. */
  public boolean isExact() {
    return range.low() == range.high();
  }
}
