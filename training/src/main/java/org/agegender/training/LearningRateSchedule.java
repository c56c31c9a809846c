package org.agegender.training;

/** The learning rate of each step of a run. */
sealed interface LearningRateSchedule {

  /**
   * The rate of a step.
   *
   * @param step from 0 on
   */
  double at(long step);

  /** Always the same. */
  record Constant(double rate) implements LearningRateSchedule {
    @Override
    public double at(long step) {
      return rate;
    }
  }

  /** Multiplied by a factor every so many steps. */
  record Step(double rate, long every, double factor) implements LearningRateSchedule {
    @Override
    public double at(long step) {
      return rate * Math.pow(factor, step / every);
    }
  }

  /**
   * Half a cosine from the full rate to a share of it, after the warm-up (Loshchilov and Hutter,
   * "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts).
   */
  record Cosine(double rate, long totalSteps, long warmupSteps, double finalFactor)
      implements LearningRateSchedule {
    @Override
    public double at(long step) {
      double length = Math.max(1, totalSteps - warmupSteps);
      double done = Math.min(1, Math.max(0, step - warmupSteps) / length);
      return rate * (finalFactor + (1 - finalFactor) * (1 + Math.cos(Math.PI * done)) / 2);
    }
  }

  /** Grows linearly over the first steps: {@code (step + 1) / steps} of what follows. */
  record WarmUp(LearningRateSchedule then, long steps) implements LearningRateSchedule {
    @Override
    public double at(long step) {
      double share = Math.min(1, (step + 1) / (double) steps);
      return share * then.at(step);
    }
  }
}
