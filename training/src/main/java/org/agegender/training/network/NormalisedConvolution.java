package org.agegender.training.network;

import org.agegender.training.network.Layer.Activation.Function;

/** A convolution with its batch norm and, most often, an activation behind it. */
final class NormalisedConvolution {

  private NormalisedConvolution() {}

  /** With PyTorch's usual batch norm, called {@code norm}. */
  static Layer of(Layer.Convolution convolution, String norm, Function function) {
    return Layer.Sequence.of(
        convolution, new Layer.BatchNorm(norm, convolution.out()), new Layer.Activation(function));
  }

  /** Without activation: a linear bottleneck. */
  static Layer linear(Layer.Convolution convolution, Layer.BatchNorm norm) {
    return Layer.Sequence.of(convolution, norm);
  }
}
