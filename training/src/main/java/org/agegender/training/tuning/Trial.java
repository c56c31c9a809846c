package org.agegender.training.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.training.Objective;
import org.jspecify.annotations.Nullable;

/**
 * One configuration and what became of it.
 *
 * @param number from 1 on
 * @param settings those that were drawn, by dotted name
 * @param history its curve so far
 * @param failure why it could not be trained on, or null
 */
record Trial(int number, Map<String, String> settings, History history, @Nullable String failure) {

  /** Takes a copy of the settings and keeps their order. */
  Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The best value of the first so many epochs, or not a number. */
  double best(Objective objective, int epochs) {
    int epoch = history.bestEpoch(objective, epochs);
    return epoch == 0 ? Double.NaN : history.values().get(epoch - 1);
  }

  /**
   * Whether so many epochs are behind it. One that failed later is compared at them all the same,
   * so that a search run again decides as it did before.
   */
  boolean hasReached(int epochs) {
    return failure == null || history.values().size() >= epochs;
  }
}
