package org.agegender.dataset.prepare;

import java.util.List;
import org.agegender.core.InvalidInputException;

/**
 * What part of the records goes where; the shares add up to 1.
 *
 * @param train 0 or more; without any, the set is for judging only
 * @param val 0 or more
 * @param test 0 or more
 */
public record SplitShares(double train, double val, double test) {

  /** 0.8, 0.1, 0.1. */
  public static final SplitShares DEFAULT = new SplitShares(0.8, 0.1, 0.1);

  /**
   * @throws InvalidInputException if a share is out of range or they do not add up to 1
   */
  public SplitShares {
    if (!(train >= 0 && val >= 0 && test >= 0 && Math.abs(train + val + test - 1) < 1e-6)) {
      throw new InvalidInputException(
          "--split must be shares of train, val and test that add up to 1, "
              + "such as 0.8,0.1,0.1, or 0,0,1 for a set to judge by; found %s,%s,%s"
                  .formatted(train, val, test));
    }
  }

  /**
   * Reads {@code 0.8,0.1,0.1}.
   *
   * @throws InvalidInputException if these are not three shares
   */
  public static SplitShares parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw new InvalidInputException(
          "--split must be three numbers such as 0.8,0.1,0.1; found '" + text + "'");
    }
    return new SplitShares(number(parts[0]), number(parts[1]), number(parts[2]));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--split must be three numbers such as 0.8,0.1,0.1; found '" + text + "' among them", e);
    }
  }

  /** Train, val, test. */
  List<Double> toList() {
    return List.of(train, val, test);
  }
}
