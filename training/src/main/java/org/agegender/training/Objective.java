package org.agegender.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;
import org.agegender.core.metrics.Figure;

/**
 * What makes one epoch of a run, or one trial, better than another: a column of {@code
 * metrics.csv}.
 */
public enum Objective {
  VAL_LOSS(true, "validation loss %.3f", judged -> judged.losses().joint()),
  VAL_AGE_MAE(true, "validation age MAE %.2f years", Figure.AGE_MAE),
  VAL_AGE_RMSE(true, "validation age RMSE %.2f years", Figure.AGE_RMSE),
  VAL_AGE_CS5(false, "validation CS@5 %.3f", Figure.AGE_CS5),
  VAL_AGE_EXACT(false, "validation exact ages %.3f", Figure.AGE_EXACT),
  VAL_GENDER_ACCURACY(false, "validation gender accuracy %.3f", Figure.GENDER_ACCURACY);

  private final boolean lowerIsBetter;
  private final String words;
  private final ToDoubleFunction<Validation> value;

  Objective(boolean lowerIsBetter, String words, ToDoubleFunction<Validation> value) {
    this.lowerIsBetter = lowerIsBetter;
    this.words = words;
    this.value = value;
  }

  Objective(boolean lowerIsBetter, String words, Figure figure) {
    this(lowerIsBetter, words, judged -> judged.figures().value(figure));
  }

  /** The name of the column. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether {@code one} is better than {@code other}. */
  public boolean better(double one, double other) {
    return lowerIsBetter ? one < other : one > other;
  }

  /** A value of it with its name and unit, for the user. */
  public String words(double number) {
    return String.format(Locale.ROOT, words, number);
  }

  double of(Validation judged) {
    return value.applyAsDouble(judged);
  }

  /**
   * The objective of this column.
   *
   * @throws InvalidInputException if there is none
   */
  public static Objective named(String column) {
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
