package org.agegender.core;

/**
 * A range of ages, both ends included.
 *
 * @param low whole years
 * @param high whole years, at least {@code low}
 */
public record AgeInterval(int low, int high) {

  /**
   * @throws IllegalArgumentException if {@code low} is above {@code high}
   */
  public AgeInterval {
    if (low > high) {
      throw new IllegalArgumentException(
          "an interval must not be empty, found " + low + ".." + high);
    }
  }

  /** Whether {@code years} lies in this range. */
  public boolean contains(double years) {
    return years >= low && years <= high;
  }
}
