package org.agegender.training.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One direction of a plot.
 *
 * @param title of what is shown
 * @param low the least number
 * @param high the greatest
 * @param logarithmic whether equal steps are equal factors
 * @param ticks numbers that are marked
 */
record Axis(String title, double low, double high, boolean logarithmic, List<Tick> ticks) {

  private static final double ROOM = 0.05;
  private static final int ABOUT_TICKS = 5;
  private static final double[] STEPS = {1, 2, 5, 10};

  /** A number and what is written beside it. */
  record Tick(double at, String text) {}

  /** Takes a copy of the ticks. */
  Axis {
    ticks = List.copyOf(ticks);
  }

  /** Around these finite numbers, with a little room. */
  static Axis linear(String title, List<Double> numbers) {
    double least = least(numbers);
    double most = most(numbers);
    double room = most > least ? ROOM * (most - least) : Math.max(1e-9, ROOM * Math.abs(most));
    double step = step((most - least + 2 * room) / ABOUT_TICKS);
    List<Tick> ticks = new ArrayList<>();
    for (double at = Math.ceil((least - room) / step); at * step <= most + room; at++) {
      ticks.add(new Tick(at * step, text(at * step)));
    }
    return new Axis(title, least - room, most + room, false, ticks);
  }

  /** The next of 1, 2, 5 times a power of ten. */
  private static double step(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double step : STEPS) {
      if (step * power >= atLeast) {
        return step * power;
      }
    }
    return STEPS[STEPS.length - 1] * power;
  }

  /** Around these numbers above 0. */
  static Axis logarithmic(String title, List<Double> numbers) {
    double low = least(numbers) / (1 + 2 * ROOM);
    double high = most(numbers) * (1 + 2 * ROOM);
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (double factor : new double[] {1, 2, 5}) {
        double at = factor * Math.pow(10, power);
        if (at >= low && at <= high) {
          ticks.add(new Tick(at, text(at)));
        }
      }
    }
    return new Axis(title, low, high, true, ticks);
  }

  /** Words at the places 0, 1, 2 and so on. */
  static Axis words(String title, List<String> words) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      ticks.add(new Tick(i, words.get(i)));
    }
    return new Axis(title, -0.5, words.size() - 0.5, false, ticks);
  }

  /** Where a number lies, 0 at the low end and 1 at the high. */
  double share(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  private static double least(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static double most(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }

  /** Four digits at most, without zeros behind the point. */
  private static String text(double value) {
    String digits = String.format(Locale.ROOT, "%.4g", value);
    boolean whole = !digits.contains(".") || digits.contains("e");
    return whole ? digits : digits.replaceAll("\\.?0+$", "");
  }
}
