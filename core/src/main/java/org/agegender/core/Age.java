package org.agegender.core;

/**
 * An age in whole years, one of the 101 classes of the age head.
 *
 * @param years whole years, 0 to 100
 */
public record Age(int years) implements Comparable<Age> {

  /** The highest age that has a class of its own. */
  public static final int MAX = 100;

  /** The number of age classes, 0 to {@link #MAX}. */
  public static final int CLASSES = MAX + 1;

  /**
   * @throws IllegalArgumentException if {@code years} is not 0..100
   */
  public Age {
    if (!isValid(years)) {
      throw new IllegalArgumentException("age must be 0.." + MAX + ", found " + years);
    }
  }

  /** Whether {@code years} is the number of an age class. */
  public static boolean isValid(long years) {
    return years >= 0 && years <= MAX;
  }

  /** The first year of this age's decade: 37 gives 30; 100 belongs to the decade of 100. */
  public int decade() {
    return years / 10 * 10;
  }

  @Override
  public int compareTo(Age other) {
    return Integer.compare(years, other.years);
  }
}
