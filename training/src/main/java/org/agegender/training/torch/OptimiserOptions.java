package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;

/**
 * How weights follow their gradients.
 *
 * @param adam the rule
 * @param clipNorm the longest that all gradients together may be, as a Euclidean norm; longer ones
 *     are shortened to it (Pascanu et al., "On the difficulty of training recurrent neural
 *     networks", ICML 2013); 0 for no limit
 * @param backboneFactor what the learning rate of the backbone is multiplied by, more than 0, at
 *     most 1
 * @param freezeBackboneSteps steps at the beginning in which the backbone's weights stay as they
 *     are while the heads learn; its batch norms follow the pictures meanwhile
 * @param averageDecay the most that a step leaves of the moving average of the weights, see {@link
 *     WeightAverage}; 0 for no average
 */
public record OptimiserOptions(
    AdamOptions adam,
    double clipNorm,
    double backboneFactor,
    long freezeBackboneSteps,
    double averageDecay) {

  /** Adam with the numbers of its paper, on all weights alike. */
  public static final OptimiserOptions PLAIN = of(AdamOptions.PLAIN);

  /**
   * @throws InvalidInputException if an option is out of its range
   */
  public OptimiserOptions {
    if (!(clipNorm >= 0) || Double.isInfinite(clipNorm)) {
      throw new InvalidInputException(
          "clip-norm: must be 0 (no limit) or more, found %s".formatted(clipNorm));
    }
    if (!(backboneFactor > 0 && backboneFactor <= 1)) {
      throw new InvalidInputException(
          "backbone-factor: must be more than 0 and at most 1, found %s".formatted(backboneFactor));
    }
    if (freezeBackboneSteps < 0) {
      throw new InvalidInputException(
          "freeze-backbone-steps: must be 0 or more, found %d".formatted(freezeBackboneSteps));
    }
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new InvalidInputException(
          "decay: must be at least 0 (no average) and less than 1, found %s"
              .formatted(averageDecay));
    }
  }

  /** This rule on all weights alike, without limit or average. */
  public static OptimiserOptions of(AdamOptions adam) {
    return new OptimiserOptions(adam, 0, 1, 0, 0);
  }
}
