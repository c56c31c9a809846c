package org.agegender.training;

import org.agegender.core.InvalidInputException;

/**
 * How the learning rate changes over a run.
 *
 * @param name {@code constant}, {@code step} or {@code cosine}
 * @param warmupSteps steps over which the rate grows from near 0, 0 for none
 * @param stepEpochs for {@code step}: epochs between two drops, at least 1
 * @param stepFactor for {@code step}: what the rate is multiplied by, more than 0, at most 1
 * @param finalFactor for {@code cosine}: the share of the rate that is left at the end, 0 to 1
 */
public record ScheduleConfig(
    String name, long warmupSteps, int stepEpochs, double stepFactor, double finalFactor) {

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public ScheduleConfig {
    if (!name.equals("constant") && !name.equals("step") && !name.equals("cosine")) {
      throw new InvalidInputException(
          "name: must be constant, step or cosine, found '" + name + "'");
    }
    if (warmupSteps < 0) {
      throw new InvalidInputException("warmup-steps: must be 0 or more, found " + warmupSteps);
    }
    if (stepEpochs < 1) {
      throw new InvalidInputException("step-epochs: must be at least 1, found " + stepEpochs);
    }
    if (!(stepFactor > 0 && stepFactor <= 1)) {
      throw new InvalidInputException(
          "step-factor: must be more than 0 and at most 1, found " + stepFactor);
    }
    if (!(finalFactor >= 0 && finalFactor <= 1)) {
      throw new InvalidInputException("final-factor: must be 0 to 1, found " + finalFactor);
    }
  }

  LearningRateSchedule schedule(double learningRate, long stepsPerEpoch, long totalSteps) {
    LearningRateSchedule base =
        switch (name) {
          case "step" ->
              new LearningRateSchedule.Step(learningRate, stepEpochs * stepsPerEpoch, stepFactor);
          case "cosine" ->
              new LearningRateSchedule.Cosine(learningRate, totalSteps, warmupSteps, finalFactor);
          default -> new LearningRateSchedule.Constant(learningRate);
        };
    return warmupSteps > 0 ? new LearningRateSchedule.WarmUp(base, warmupSteps) : base;
  }
}
