package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;

/**
 * How the engine computes.
 *
 * @param precision the arithmetic of training steps; predictions are always made in 32-bit floats
 * @param device where to compute
 * @param threads threads of one operation on the processor, at least 1
 * @param loss what a step minimises
 * @param mixup alpha of {@link Mixup}, at most 4; 0 for none
 * @param optimiser how weights follow their gradients
 */
public record EngineOptions(
    Precision precision,
    ComputeDevice device,
    int threads,
    LossOptions loss,
    double mixup,
    OptimiserOptions optimiser) {

  private static final double MOST_MIXUP = 4;

  /**
   * @throws InvalidInputException if an option is out of its range
   */
  public EngineOptions {
    if (threads < 1) {
      throw new InvalidInputException("threads: must be at least 1, found " + threads);
    }
    if (!(mixup >= 0 && mixup <= MOST_MIXUP)) {
      throw new InvalidInputException("mixup: must be 0 (off) to 4, found " + mixup);
    }
  }
}
