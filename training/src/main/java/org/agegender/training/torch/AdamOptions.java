package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015) or, if decoupled,
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019).
 *
 * @param beta1 decay of the first moment, 0 to less than 1
 * @param beta2 decay of the second moment, 0 to less than 1
 * @param epsilon added to the root of the second moment, more than 0
 * @param weightDecay strength, 0 or more
 * @param decoupled whether weights are shrunk beside the step (AdamW) or through the gradient
 *     (Adam)
 * @param decayNormsAndBiases whether one-dimensional weights, the factors of batch norms and all
 *     biases, are decayed as well
 */
public record AdamOptions(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled,
    boolean decayNormsAndBiases) {

  /** Adam with the numbers of its paper and without weight decay. */
  public static final AdamOptions PLAIN = new AdamOptions(0.9, 0.999, 1e-8, 0, false, false);

  /**
   * @throws InvalidInputException if an option is out of its range
   */
  public AdamOptions {
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new InvalidInputException("epsilon: must lie between 0 and 1, found " + epsilon);
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new InvalidInputException(
          "weight-decay: must be at least 0 and less than 1, found " + weightDecay);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InvalidInputException(
          "%s: must be at least 0 and less than 1, found %s".formatted(name, value));
    }
  }
}
