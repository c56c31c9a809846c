package org.agegender.training.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.agegender.core.InvalidInputException;

/** The values that a setting is drawn from. */
public sealed interface Range {

  /**
   * One of the values, as it stands in a configuration; numbers have three digits.
   *
   * @param share from 0 to less than 1, drawn evenly
   */
  String at(double share);

  /** The least and the greatest value; of words, for which there is no such thing, all. */
  default List<String> extremes() {
    return List.of(at(0), at(Math.nextDown(1.0)));
  }

  /** Any number between two, each as likely as the other. */
  record Uniform(double from, double to) implements Range {

    /**
     * @throws InvalidInputException if there is nothing between the two
     */
    public Uniform {
      requireRising(from, to);
    }

    @Override
    public String at(double share) {
      return rounded(from + share * (to - from), from, to);
    }
  }

  /** Any number between two, each order of magnitude as likely as the other. */
  record LogUniform(double from, double to) implements Range {

    /**
     * @throws InvalidInputException if there is nothing between the two, or one is not above 0
     */
    public LogUniform {
      requireRising(from, to);
      if (from <= 0) {
        throw new InvalidInputException("log-uniform: both ends must be above 0, found " + from);
      }
    }

    @Override
    public String at(double share) {
      double low = StrictMath.log(from);
      return rounded(StrictMath.exp(low + share * (StrictMath.log(to) - low)), from, to);
    }
  }

  /** Any whole number from one to another, both among them. */
  record Whole(long from, long to) implements Range {

    private static final long MOST = 1L << 40;

    /**
     * @throws InvalidInputException if there is nothing between the two, or they are beyond a
     *     million million
     */
    public Whole {
      requireRising(from, to);
      if (Math.max(Math.abs(from), Math.abs(to)) > MOST) {
        throw new InvalidInputException(
            "whole: both ends must lie within %d, found %d and %d".formatted(MOST, from, to));
      }
    }

    @Override
    public String at(double share) {
      return Long.toString(from + (long) (share * (to - from + 1)));
    }
  }

  /** One of a few words or numbers, each as likely as the other. */
  record Choice(List<String> values) implements Range {

    /**
     * Takes a copy of the list.
     *
     * @throws InvalidInputException if it has less than two values
     */
    public Choice {
      values = List.copyOf(values);
      if (values.size() < 2) {
        throw new InvalidInputException("choice: must have at least two values, found " + values);
      }
    }

    @Override
    public String at(double share) {
      return values.get((int) (share * values.size()));
    }

    @Override
    public List<String> extremes() {
      return values;
    }
  }

  private static void requireRising(double from, double to) {
    if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
      throw new InvalidInputException(
          "must go from a number to a greater one, found %s and %s".formatted(from, to));
    }
  }

  private static String rounded(double value, double from, double to) {
    double rounded = new BigDecimal(value).round(new MathContext(3)).doubleValue();
    return Double.toString(Math.max(from, Math.min(to, rounded)));
  }
}
