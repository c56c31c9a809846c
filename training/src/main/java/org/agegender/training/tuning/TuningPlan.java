package org.agegender.training.tuning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agegender.core.InvalidInputException;
import org.agegender.training.Objective;

/**
 * Which trials are made and which of them go on: random search (Bergstra and Bengio, "Random search
 * for hyper-parameter optimization", JMLR 2012) with successive halving (Jamieson and Talwalkar,
 * "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016).
 *
 * @param trials how many configurations are drawn, 1 to 10000
 * @param seed of the draws
 * @param firstEpochs epochs after which the trials are compared for the first time, at least 1
 * @param keepOneIn the best one in so many goes on, for so many times as many epochs; at least 2
 * @param objective what is compared
 * @param ranges the settings that are drawn, by dotted name, at least one
 */
public record TuningPlan(
    int trials,
    long seed,
    int firstEpochs,
    int keepOneIn,
    Objective objective,
    Map<String, Range> ranges) {

  private static final int MOST_TRIALS = 10_000;

  /**
   * Takes a copy of the ranges and keeps their order.
   *
   * @throws InvalidInputException if a value is impossible
   */
  public TuningPlan {
    if (trials < 1 || trials > MOST_TRIALS) {
      throw new InvalidInputException(
          "trials: must be 1..%d, found %d".formatted(MOST_TRIALS, trials));
    }
    if (firstEpochs < 1) {
      throw new InvalidInputException("first-epochs: must be at least 1, found " + firstEpochs);
    }
    if (keepOneIn < 2) {
      throw new InvalidInputException("keep-one-in: must be at least 2, found " + keepOneIn);
    }
    if (ranges.isEmpty()) {
      throw new InvalidInputException("ranges: must name at least one setting to draw");
    }
    ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
  }

  /**
   * The settings of a trial. Each is drawn from the seed, the number and its own name, so that
   * another range or more trials leave it as it is.
   *
   * @param trial from 1 on
   */
  Map<String, String> settings(int trial) {
    Map<String, String> settings = new LinkedHashMap<>();
    ranges.forEach(
        (name, range) -> {
          long key = 31 * (31 * seed + trial) + name.hashCode();
          settings.put(name, range.at(new SplittableRandom(key).nextDouble()));
        });
    return settings;
  }

  /**
   * After how many epochs trials are compared, the last time after all of them.
   *
   * @param epochs of a whole run
   */
  List<Integer> rungs(int epochs) {
    List<Integer> rungs = new ArrayList<>();
    int left = trials;
    for (long rung = firstEpochs; rung < epochs && left > 1; rung *= keepOneIn) {
      rungs.add((int) rung);
      left = kept(left);
    }
    rungs.add(epochs);
    return rungs;
  }

  /** How many of so many trials go on. */
  int kept(int of) {
    return (of + keepOneIn - 1) / keepOneIn;
  }
}
