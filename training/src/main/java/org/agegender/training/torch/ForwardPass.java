package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.hardsigmoid;
import static org.bytedeco.pytorch.global.torch.hardswish;
import static org.bytedeco.pytorch.global.torch.is_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.relu6;
import static org.bytedeco.pytorch.global.torch.relu6_;
import static org.bytedeco.pytorch.global.torch.relu_;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.silu;

import java.util.List;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Layer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Runs layers on a tensor, within the caller's pointer scope. One pass through one network; the
 * value between the layers is the state of the pass.
 */
final class ForwardPass implements Layer.Visitor<Tensor> {

  private static final long[] ONE = {1, 1};
  private static final long[] PICTURE_AXES = {1, 2, 3};
  private static final double MAX_PIXEL = 255;

  private final TorchWeights weights;
  private final @Nullable DropoutMask dropout;
  private Tensor x;

  /**
   * Whether {@link #x} was made by this pass and is needed by nobody else, so that it may be
   * overwritten.
   */
  private boolean mayOverwrite;

  private ForwardPass(TorchWeights weights, @Nullable DropoutMask dropout, Tensor input) {
    this.weights = weights;
    this.dropout = dropout;
    this.x = input;
  }

  /**
   * The output of {@code layer} for {@code input}, which is left as it is.
   *
   * @param dropout the choice of a training step, or null in evaluation
   */
  static Tensor run(
      Layer layer, Tensor input, TorchWeights weights, @Nullable DropoutMask dropout) {
    return layer.accept(new ForwardPass(weights, dropout, input));
  }

  private Tensor became(Tensor output, boolean overwritable) {
    x = output;
    mayOverwrite = overwritable;
    return output;
  }

  @Override
  public Tensor visit(Layer.Sequence layer) {
    layer.layers().forEach(inner -> inner.accept(this));
    return x;
  }

  @Override
  public Tensor visit(Layer.Residual layer) {
    Tensor body = run(layer.body(), x, weights, dropout);
    Tensor shortcut = run(layer.shortcut(), x, weights, dropout);
    return became(body.add(shortcut), true);
  }

  @Override
  public Tensor visit(Layer.SqueezeExcite layer) {
    Tensor mean = adaptive_avg_pool2d(x, 1, 1);
    return became(x.mul(run(layer.excitation(), mean, weights, dropout)), true);
  }

  @Override
  public Tensor visit(Layer.StochasticDepth layer) {
    return dropout == null ? x : became(dropout.applyToPictures(x, layer.rate()), true);
  }

  @Override
  public Tensor visit(Layer.Convolution layer) {
    if (!wantsSinglePrecision(layer) || !is_autocast_enabled(torch.DeviceType.CPU)) {
      return became(convolve(layer, x), true);
    }
    set_autocast_enabled(torch.DeviceType.CPU, false);
    try {
      Tensor exact = convolve(layer, x.to(torch.ScalarType.Float));
      return became(exact.to(torch.ScalarType.BFloat16), true);
    } finally {
      set_autocast_enabled(torch.DeviceType.CPU, true);
    }
  }

  /**
   * Whether the gradient in bfloat16 takes several times as long as in 32-bit floats: oneDNN has a
   * fast one on the processor for no other depthwise kernels than 3x3 at stride 1.
   */
  private static boolean wantsSinglePrecision(Layer.Convolution layer) {
    boolean depthwise = layer.groups() > 1 && layer.groups() == layer.in();
    return depthwise && !(layer.kernel() == 3 && layer.stride() == 1);
  }

  private Tensor convolve(Layer.Convolution layer, Tensor input) {
    TensorOptional bias =
        layer.bias()
            ? new TensorOptional(weights.parameter(layer.name() + ".bias"))
            : new TensorOptional();
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    Tensor kernel = weights.parameter(layer.name() + ".weight");
    if (PointwiseConvolution.replaces(layer, input)) {
      return PointwiseConvolution.run(input, kernel, bias, layer.stride());
    }
    return conv2d(input, kernel, bias, stride, padding, ONE, layer.groups());
  }

  @Override
  public Tensor visit(Layer.BatchNorm layer) {
    String name = layer.name();
    return became(
        batch_norm(
            x,
            new TensorOptional(weights.parameter(name + ".weight")),
            new TensorOptional(weights.parameter(name + ".bias")),
            new TensorOptional(weights.statistic(name + ".running_mean")),
            new TensorOptional(weights.statistic(name + ".running_var")),
            dropout != null,
            layer.momentum(),
            layer.epsilon(),
            false),
        true);
  }

  @Override
  public Tensor visit(Layer.Activation layer) {
    return became(
        switch (layer.function()) {
          case RELU -> mayOverwrite ? relu_(x) : relu(x);
          // Not clamp: its gradient takes several times as long.
          case RELU6 -> mayOverwrite ? relu6_(x) : relu6(x);
          case SIGMOID -> sigmoid(x);
          // The gradients of these need what went in.
          case HARD_SIGMOID -> hardsigmoid(x);
          case SILU -> silu(x);
          case HARD_SWISH -> hardswish(x);
        },
        false);
  }

  @Override
  public Tensor visit(Layer.MaxPool layer) {
    long[] kernel = {layer.kernel(), layer.kernel()};
    long[] stride = {layer.stride(), layer.stride()};
    long[] padding = {layer.padding(), layer.padding()};
    return became(max_pool2d(x, kernel, stride, padding, ONE, false), false);
  }

  @Override
  public Tensor visit(Layer.GlobalAveragePool layer) {
    return became(adaptive_avg_pool2d(x, 1, 1).flatten(1, -1), false);
  }

  @Override
  public Tensor visit(Layer.Flatten layer) {
    return became(x.flatten(1, -1), false);
  }

  @Override
  public Tensor visit(Layer.Dropout layer) {
    return dropout == null ? x : became(dropout.apply(x, layer.rate()), true);
  }

  @Override
  public Tensor visit(Layer.Linear layer) {
    Tensor weight = weights.parameter(layer.name() + ".weight");
    TensorOptional bias = new TensorOptional(weights.parameter(layer.name() + ".bias"));
    return became(linear(x, weight, bias), true);
  }

  @Override
  public Tensor visit(Layer.RankLogits layer) {
    Tensor weight = weights.parameter(layer.name() + ".weight");
    Tensor score = linear(x, weight, new TensorOptional());
    return became(score.add(weights.parameter(layer.name() + ".rank_bias")), true);
  }

  @Override
  public Tensor visit(Layer.StandardisePerImage layer) {
    Tensor centred = x.sub(x.mean(PICTURE_AXES, true, weights.sameType()));
    Tensor deviation = centred.mul(centred).mean(PICTURE_AXES, true, weights.sameType()).sqrt();
    double values = x.numel() / (double) x.size(0);
    return became(centred.div(deviation.clamp_min(new Scalar(1 / Math.sqrt(values)))), false);
  }

  @Override
  public Tensor visit(Layer.NormaliseChannels layer) {
    Tensor scaled = x.div(new Scalar(MAX_PIXEL));
    Tensor centred = scaled.sub_(perChannel(layer.mean()));
    return became(centred.div_(perChannel(layer.deviation())), false);
  }

  /** {@code [1, 3, 1, 1]}. */
  private Tensor perChannel(List<Float> values) {
    return weights.constant(values).view(1, RgbImage.CHANNELS, 1, 1);
  }
}
