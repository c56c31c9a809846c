package org.agegender.training.tuning;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;

/** What makes one trial better than another: a column of {@code metrics.csv}. */
public enum Objective {
  VAL_LOSS(true),
  VAL_AGE_MAE(true),
  VAL_AGE_RMSE(true),
  VAL_AGE_CS5(false),
  VAL_AGE_EXACT(false),
  VAL_GENDER_ACCURACY(false);

  private final boolean lowerIsBetter;

  Objective(boolean lowerIsBetter) {
    this.lowerIsBetter = lowerIsBetter;
  }

  /** The name of the column. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether {@code one} is better than {@code other}. */
  boolean better(double one, double other) {
    return lowerIsBetter ? one < other : one > other;
  }

  /**
   * The objective of this column.
   *
   * @throws InvalidInputException if there is none
   */
  static Objective named(String column) {
    return Arrays.stream(values())
        .filter(objective -> objective.column().equals(column))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "objective: must be one of %s, found '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Objective::column)
                                .collect(Collectors.joining(", ")),
                            column)));
  }
}
