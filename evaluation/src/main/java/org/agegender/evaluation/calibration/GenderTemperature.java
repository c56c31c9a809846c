package org.agegender.evaluation.calibration;

import static org.agegender.core.Calibration.HIGHEST_TEMPERATURE;
import static org.agegender.core.Calibration.LOWEST_TEMPERATURE;

import java.util.OptionalDouble;

/**
 * The temperature that makes labels most likely (Guo et al., ICML 2017). In the inverse temperature
 * the negative log likelihood is convex, so that its derivative has one root at most, which halving
 * an interval finds to the last digit.
 */
final class GenderTemperature {

  private static final int HALVINGS = 100;

  private GenderTemperature() {}

  /**
   * @param logits of the probability of being male
   * @param male the labels, one for each logit
   * @return within the range that a calibration may have; empty where no face, or every face, is on
   *     the side of its label: any temperature is then too high, or too low
   */
  static OptionalDouble fit(double[] logits, boolean[] male) {
    int right = 0;
    for (int i = 0; i < logits.length; i++) {
      right += (logits[i] > 0) == male[i] ? 1 : 0;
    }
    if (right == 0 || right == logits.length) {
      return OptionalDouble.empty();
    }
    double low = 1 / HIGHEST_TEMPERATURE;
    double high = 1 / LOWEST_TEMPERATURE;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(logits, male, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double temperature = 2 / (low + high);
    return OptionalDouble.of(
        Math.min(HIGHEST_TEMPERATURE, Math.max(LOWEST_TEMPERATURE, temperature)));
  }

  /** Of the negative log likelihood by the inverse temperature. */
  private static double slope(double[] logits, boolean[] male, double inverse) {
    double slope = 0;
    for (int i = 0; i < logits.length; i++) {
      double probability = 1 / (1 + Math.exp(-inverse * logits[i]));
      slope += logits[i] * (probability - (male[i] ? 1 : 0));
    }
    return slope;
  }
}
