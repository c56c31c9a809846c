package org.agegender.training.torch;

import org.agegender.training.network.Architecture;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of both heads in 32-bit floats, whatever the precision of the network.
 *
 * @param age {@code [N, ...]}, as the architecture codes ages
 * @param gender {@code [N, 2]}
 */
record Logits(Tensor age, Tensor gender) {

  /**
   * In evaluation mode.
   *
   * @param input {@code [N, 3, S, S]}, pixels 0..255 as floats
   */
  static Logits of(Architecture architecture, Tensor input, TorchWeights weights) {
    Tensor normalised = ForwardPass.run(architecture.input(), input, weights, null);
    Tensor features = ForwardPass.run(architecture.backbone(), normalised, weights, null);
    return ofFeatures(architecture, features, weights, null);
  }

  /**
   * Of what the backbone gave.
   *
   * @param dropout the choice of a training step, or null in evaluation
   */
  static Logits ofFeatures(
      Architecture architecture,
      Tensor features,
      TorchWeights weights,
      @Nullable DropoutMask dropout) {
    return new Logits(
        floats(ForwardPass.run(architecture.ageHead(), features, weights, dropout)),
        floats(ForwardPass.run(architecture.genderHead(), features, weights, dropout)));
  }

  private static Tensor floats(Tensor tensor) {
    return tensor.to(torch.ScalarType.Float);
  }
}
