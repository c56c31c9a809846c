package org.agegender.evaluation.report;

import java.util.Locale;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;

/** Figures for people: years with two digits behind the point, shares with three. */
final class Numbers {

  private Numbers() {}

  /** A value; a dash where it is not defined. */
  static String value(Figure figure, double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return switch (figure.unit()) {
      case YEARS -> String.format(Locale.ROOT, "%.2f", value);
      case SHARE -> String.format(Locale.ROOT, "%.3f", value);
    };
  }

  /** {@code 5.12 [4.93, 5.31]}; the value alone where there is no interval. */
  static String estimate(Figure figure, Estimate estimate) {
    String value = value(figure, estimate.value());
    return estimate.hasInterval()
        ? "%s [%s, %s]"
            .formatted(value, value(figure, estimate.low()), value(figure, estimate.high()))
        : value;
  }
}
