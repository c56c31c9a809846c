package org.agegender.dataset.prepare;

import java.util.List;
import org.agegender.core.InvalidInputException;

/**
 * What part of the records goes where; the first three shares add up to 1.
 *
 * @param train 0 or more; without any, the set is for judging only
 * @param val 0 or more
 * @param test 0 or more
 * @param valToTrain 0 to 1: the share of val that is moved to train once all is dealt out, for a
 *     last training on more faces that is judged by the same test part
 */
public record SplitShares(double train, double val, double test, double valToTrain) {

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
    if (!(valToTrain >= 0 && valToTrain <= 1)) {
      throw new InvalidInputException("--val-to-train must be 0..1, found " + valToTrain);
    }
  }

  /** Nothing of val goes to train. */
  public SplitShares(double train, double val, double test) {
    this(train, val, test, 0);
  }

  /**
   * The same, with this share of val moved to train.
   *
   * @throws InvalidInputException if the share is out of range
   */
  public SplitShares withValToTrain(double share) {
    return new SplitShares(train, val, test, share);
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

  /** Train, val, test, and what part of val goes to train if any does. */
  List<Double> toList() {
    return valToTrain == 0 ? List.of(train, val, test) : List.of(train, val, test, valToTrain);
  }
}
