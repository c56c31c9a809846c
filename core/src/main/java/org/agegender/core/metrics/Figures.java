package org.agegender.core.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Values of some figures over the same faces.
 *
 * @param faces how many were judged
 * @param values by figure; those that are not defined for these faces are missing
 */
public record Figures(long faces, Map<Figure, Double> values) {

  /** Takes a copy. */
  public Figures {
    Map<Figure, Double> copy = new EnumMap<>(Figure.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** One figure; NaN if it is missing. */
  public double value(Figure figure) {
    return values.getOrDefault(figure, Double.NaN);
  }
}
