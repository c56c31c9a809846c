package org.agegender.training;

import org.agegender.core.InvalidInputException;
import org.agegender.training.torch.AdamOptions;
import org.agegender.training.torch.OptimiserOptions;

/**
 * The optimiser of a run.
 *
 * @param name {@code adam} or {@code adamw}
 * @param learningRate the highest rate, more than 0
 * @param weightDecay see {@link AdamOptions}
 * @param decayNormsAndBiases see {@link AdamOptions}
 * @param beta1 see {@link AdamOptions}
 * @param beta2 see {@link AdamOptions}
 * @param epsilon see {@link AdamOptions}
 * @param clipNorm see {@link OptimiserOptions}
 * @param backboneFactor see {@link OptimiserOptions}
 * @param freezeBackboneSteps see {@link OptimiserOptions}
 */
public record OptimiserConfig(
    String name,
    double learningRate,
    double weightDecay,
    boolean decayNormsAndBiases,
    double beta1,
    double beta2,
    double epsilon,
    double clipNorm,
    double backboneFactor,
    long freezeBackboneSteps) {

  private static final String ADAM = "adam";
  private static final String ADAMW = "adamw";

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public OptimiserConfig {
    if (!name.equals(ADAM) && !name.equals(ADAMW)) {
      throw new InvalidInputException("name: must be adam or adamw, found '" + name + "'");
    }
    if (!(learningRate > 0 && learningRate <= 10)) {
      throw new InvalidInputException(
          "learning-rate: must be more than 0 and at most 10, found " + learningRate);
    }
    new OptimiserOptions(
        new AdamOptions(beta1, beta2, epsilon, weightDecay, false, decayNormsAndBiases),
        clipNorm,
        backboneFactor,
        freezeBackboneSteps,
        0);
  }

  OptimiserOptions options(AverageConfig average) {
    return new OptimiserOptions(
        new AdamOptions(
            beta1, beta2, epsilon, weightDecay, name.equals(ADAMW), decayNormsAndBiases),
        clipNorm,
        backboneFactor,
        freezeBackboneSteps,
        average.decay());
  }
}
