package org.agegender.training.torch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;

/** The numbers of one step, the same for all weights that share a learning rate. */
final class AdamUpdate implements AutoCloseable {
  final double weightDecay;
  final boolean decoupled;
  final boolean clips;
  final Scalar clip;
  final Scalar decay;
  final Scalar coupledDecay;
  final Scalar towardsGradient;
  final Scalar beta2;
  final Scalar oneMinusBeta2;
  final Scalar secondCorrection;
  final Scalar epsilon;
  final Scalar minusStep;

  /**
   * @param clip what every gradient is multiplied by first
   * @param step which one it is for these weights, from 1 on
   */
  AdamUpdate(AdamOptions options, double learningRate, double clip, long step) {
    weightDecay = options.weightDecay();
    decoupled = options.decoupled();
    clips = clip != 1;
    this.clip = new Scalar(clip);
    decay = new Scalar(1 - learningRate * options.weightDecay());
    coupledDecay = new Scalar(options.weightDecay());
    towardsGradient = new Scalar(1 - options.beta1());
    beta2 = new Scalar(options.beta2());
    oneMinusBeta2 = new Scalar(1 - options.beta2());
    secondCorrection = new Scalar(1 / Math.sqrt(1 - Math.pow(options.beta2(), step)));
    epsilon = new Scalar(options.epsilon());
    minusStep = new Scalar(-learningRate / (1 - Math.pow(options.beta1(), step)));
  }

  @Override
  public void close() {
    for (Scalar scalar :
        List.of(
            clip,
            decay,
            coupledDecay,
            towardsGradient,
            beta2,
            oneMinusBeta2,
            secondCorrection,
            epsilon,
            minusStep)) {
      scalar.close();
    }
  }
}
