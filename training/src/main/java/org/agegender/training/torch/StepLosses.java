package org.agegender.training.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mean losses over one batch, or a sum of such means weighted by their faces.
 *
 * @param joint the weighted mean of the two, the value that is minimised
 * @param age of the age head; for cross-entropy ln 101 = 4.62 for a network that knows nothing
 * @param gender of the gender head in nats; ln 2 = 0.69 for a network that knows nothing
 * @param ageParts what the age loss is made of, by name and not yet weighted; empty where it is of
 *     one piece
 */
public record StepLosses(double joint, double age, double gender, Map<String, Double> ageParts) {

  /** Nothing added up yet. */
  public static final StepLosses ZERO = new StepLosses(0, 0, 0, Map.of());

  /** Takes a copy of the map and keeps its order. */
  public StepLosses {
    ageParts = Collections.unmodifiableMap(new LinkedHashMap<>(ageParts));
  }

  /** The sum of this and of {@code losses} times the number of its faces. */
  public StepLosses plus(StepLosses losses, int faces) {
    Map<String, Double> parts = new LinkedHashMap<>(ageParts);
    losses.ageParts.forEach((name, part) -> parts.merge(name, part * faces, Double::sum));
    return new StepLosses(
        joint + losses.joint * faces,
        age + losses.age * faces,
        gender + losses.gender * faces,
        parts);
  }

  /** The mean over so many faces, of a sum. */
  public StepLosses over(long faces) {
    Map<String, Double> parts = new LinkedHashMap<>();
    ageParts.forEach((name, part) -> parts.put(name, part / faces));
    return new StepLosses(joint / faces, age / faces, gender / faces, parts);
  }
}
