package org.agegender.training;

import org.agegender.core.InvalidInputException;
import org.agegender.training.torch.AdamOptions;
import org.agegender.training.torch.OptimiserOptions;

/**
 * The moving average of the weights that validation, best checkpoint and model are made with.
 *
 * @param decay see {@link OptimiserOptions#averageDecay()}
 */
public record AverageConfig(double decay) {

  /**
   * @throws InvalidInputException if the decay is impossible
   */
  public AverageConfig {
    new OptimiserOptions(AdamOptions.PLAIN, 0, 1, 0, decay);
  }
}
