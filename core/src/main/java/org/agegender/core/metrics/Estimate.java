package org.agegender.core.metrics;

/**
 * A figure and how sure it is.
 *
 * @param value over the faces at hand
 * @param low lower end of its 95 % interval; NaN where none can be given, as for a single face
 * @param high upper end; NaN where {@code low} is
 */
public record Estimate(double value, double low, double high) {

  /** The share of repetitions that an interval is meant to hold. */
  public static final double CONFIDENCE = 0.95;

  /**
   * @throws IllegalArgumentException if the value is not finite, or the ends are neither both NaN
   *     nor in order
   */
  public Estimate {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a figure must be a finite number, found " + value);
    }
    if (!(low <= high) && !(Double.isNaN(low) && Double.isNaN(high))) {
      throw new IllegalArgumentException(
          "an interval must have its ends in order, found " + low + ".." + high);
    }
  }

  /** A figure without an interval. */
  public static Estimate alone(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }
}
