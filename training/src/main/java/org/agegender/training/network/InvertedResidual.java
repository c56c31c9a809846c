package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.agegender.training.network.Layer.Activation.Function;

/**
 * The block of MobileNetV3 and EfficientNet: widened by a 1x1 convolution, convolved channel by
 * channel, its channels weighed, narrowed by a linear 1x1 convolution (Sandler et al.,
 * "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018; Howard et al., "Searching
 * for MobileNetV3", ICCV 2019, figure 4). Parts are numbered {@code block.0}, {@code block.1}, ...
 * as torchvision does.
 *
 * @param in channels before
 * @param hidden channels between; as many as before leave the first convolution out
 * @param out channels after
 * @param squeezed channels in the middle of the squeeze-and-excitation; empty for none
 * @param style what all blocks of a network share
 * @param dropped share of the pictures for which training leaves the body out, where there is a
 *     shortcut
 */
record InvertedResidual(
    int in,
    int hidden,
    int out,
    int kernel,
    int stride,
    OptionalInt squeezed,
    Function function,
    Style style,
    double dropped) {

  /**
   * @param epsilon of the batch norms
   * @param momentum of the batch norms
   * @param squeeze between the two layers of the excitation
   * @param gate behind them
   */
  record Style(double epsilon, double momentum, Function squeeze, Function gate) {

    /** A convolution that keeps height and width at stride 1, with its norm. */
    Layer linear(String name, int in, int out, int kernel, int stride, int groups) {
      return NormalisedConvolution.linear(
          new Layer.Convolution(name + ".0", in, out, kernel, stride, kernel / 2, groups, false),
          new Layer.BatchNorm(name + ".1", out, epsilon, momentum));
    }

    /** The same with an activation. */
    Layer active(
        String name, int in, int out, int kernel, int stride, int groups, Function function) {
      return Layer.Sequence.of(
          linear(name, in, out, kernel, stride, groups), new Layer.Activation(function));
    }
  }

  /** The layers of this block, called {@code name}. */
  Layer layers(String name) {
    List<Layer> parts = new ArrayList<>();
    if (hidden != in) {
      parts.add(style.active(part(name, parts), in, hidden, 1, 1, 1, function));
    }
    parts.add(style.active(part(name, parts), hidden, hidden, kernel, stride, hidden, function));
    squeezed.ifPresent(middle -> parts.add(excited(part(name, parts), middle)));
    parts.add(style.linear(part(name, parts), hidden, out, 1, 1, 1));
    if (stride != 1 || in != out) {
      return new Layer.Sequence(parts);
    }
    if (dropped > 0) {
      parts.add(new Layer.StochasticDepth(dropped));
    }
    return new Layer.Residual(new Layer.Sequence(parts), Layer.Sequence.of());
  }

  private static String part(String name, List<Layer> before) {
    return name + ".block." + before.size();
  }

  private Layer excited(String name, int middle) {
    return new Layer.SqueezeExcite(
        Layer.Sequence.of(
            new Layer.Convolution(name + ".fc1", hidden, middle, 1, 1, 0, true),
            new Layer.Activation(style.squeeze()),
            new Layer.Convolution(name + ".fc2", middle, hidden, 1, 1, 0, true),
            new Layer.Activation(style.gate())));
  }
}
