package org.agegender.training.network;

import java.util.List;

/**
 * One step of a network, as a description without weights. Shapes are {@code [N, channels, height,
 * width]} up to {@link GlobalAveragePool} or {@link Flatten} and {@code [N, features]} after.
 * Layers that own weights have a name; the weights are called {@code name.weight}, {@code
 * name.bias}, {@code name.running_mean}, {@code name.running_var}, in the layout of PyTorch's state
 * dicts.
 */
public sealed interface Layer {

  /** Calls the method of {@code visitor} for this kind of layer. */
  <R> R accept(Visitor<R> visitor);

  /**
   * What is to be done for each kind of layer; a new kind does not compile until every visitor
   * knows it.
   *
   * @param <R> what comes out
   */
  interface Visitor<R> {
    /** For {@link Sequence}. */
    R visit(Sequence layer);

    /** For {@link Residual}. */
    R visit(Residual layer);

    /** For {@link SqueezeExcite}. */
    R visit(SqueezeExcite layer);

    /** For {@link StochasticDepth}. */
    R visit(StochasticDepth layer);

    /** For {@link Convolution}. */
    R visit(Convolution layer);

    /** For {@link BatchNorm}. */
    R visit(BatchNorm layer);

    /** For {@link Activation}. */
    R visit(Activation layer);

    /** For {@link MaxPool}. */
    R visit(MaxPool layer);

    /** For {@link GlobalAveragePool}. */
    R visit(GlobalAveragePool layer);

    /** For {@link Flatten}. */
    R visit(Flatten layer);

    /** For {@link Dropout}. */
    R visit(Dropout layer);

    /** For {@link Linear}. */
    R visit(Linear layer);

    /** For {@link RankLogits}. */
    R visit(RankLogits layer);

    /** For {@link StandardisePerImage}. */
    R visit(StandardisePerImage layer);

    /** For {@link NormaliseChannels}. */
    R visit(NormaliseChannels layer);
  }

  /** Several layers, one after the other; none at all is the identity. */
  record Sequence(List<Layer> layers) implements Layer {
    /** Takes a copy of the list. */
    public Sequence {
      layers = List.copyOf(layers);
    }

    /** The layers in order. */
    public static Sequence of(Layer... layers) {
      return new Sequence(List.of(layers));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code body(x) + shortcut(x)} (He et al., "Deep residual learning for image recognition",
   * 2015).
   */
  record Residual(Layer body, Layer shortcut) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code x * excitation(mean of x over height and width)} (Hu et al., "Squeeze-and-excitation
   * networks", CVPR 2018).
   *
   * @param excitation from {@code [N, C, 1, 1]} to a factor for each channel, of the same shape
   */
  record SqueezeExcite(Layer excitation) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Sets a share of the pictures' values to zero in training and scales the others up; at the end
   * of a residual body it leaves out the whole body (Huang et al., "Deep networks with stochastic
   * depth", ECCV 2016). Nothing in evaluation.
   */
  record StochasticDepth(double rate) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Two-dimensional convolution with square kernel; weight {@code [out, in / groups, kernel,
   * kernel]}, bias {@code [out]} if {@code bias}.
   *
   * @param groups how many equal parts the channels fall into, each convolved on its own; as many
   *     as there are channels make the convolution depthwise
   */
  record Convolution(
      String name, int in, int out, int kernel, int stride, int padding, int groups, boolean bias)
      implements Layer {

    /**
     * @throws IllegalArgumentException if the channels do not fall into equal groups
     */
    public Convolution {
      if (groups < 1 || in % groups != 0 || out % groups != 0) {
        throw new IllegalArgumentException(
            "%s: groups must divide %d channels in and %d out, found %d"
                .formatted(name, in, out, groups));
      }
    }

    /** All channels in one group. */
    public Convolution(
        String name, int in, int out, int kernel, int stride, int padding, boolean bias) {
      this(name, in, out, kernel, stride, padding, 1, bias);
    }

    /** Each channel on its own, without bias. */
    public static Convolution depthwise(
        String name, int channels, int kernel, int stride, int padding) {
      return new Convolution(name, channels, channels, kernel, stride, padding, channels, false);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Batch normalisation over channels (Ioffe and Szegedy, 2015).
   *
   * @param epsilon added to the variance
   * @param momentum the weight of the present batch in the running statistics
   */
  record BatchNorm(String name, int channels, double epsilon, double momentum) implements Layer {

    /** PyTorch's usual 1e-5 and 0.1. */
    public BatchNorm(String name, int channels) {
      this(name, channels, 1e-5, 0.1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** A function of each value alone. */
  record Activation(Function function) implements Layer {

    /** {@link Function#RELU}. */
    public static final Activation RELU = new Activation(Function.RELU);

    /** The functions there are. */
    public enum Function {
      /** {@code max(x, 0)}. */
      RELU,
      /** {@code min(max(x, 0), 6)} (Howard et al., "MobileNets", 2017). */
      RELU6,
      /** {@code 1 / (1 + exp(-x))}. */
      SIGMOID,
      /** {@code relu6(x + 3) / 6}, the sigmoid in straight lines (Howard et al. 2019). */
      HARD_SIGMOID,
      /** {@code x sigmoid(x)}, also called swish (Ramachandran et al. 2017). */
      SILU,
      /** {@code x hardSigmoid(x)} (Howard et al., "Searching for MobileNetV3", ICCV 2019). */
      HARD_SWISH
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The largest value under a square window; padding never wins. */
  record MaxPool(int kernel, int stride, int padding) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The mean over height and width; {@code [N, C, H, W]} to {@code [N, C]}. */
  record GlobalAveragePool() implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code [N, C, H, W]} to {@code [N, C * H * W]}, in that order of counting. */
  record Flatten() implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Sets a share of the values to zero in training and scales the others up; nothing in evaluation.
   */
  record Dropout(double rate) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code x W^T + b}; weight {@code [out, in]}, bias {@code [out]}. */
  record Linear(String name, int in, int out) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * One score for each face, and from it a logit for each rank: {@code x w + b_k} with the same
   * weights w for all ranks; weight {@code [1, in]}, biases {@code name.rank_bias} {@code [ranks]}
   * (Cao et al., "Rank consistent ordinal regression for neural networks with application to age
   * estimation", Pattern Recognition Letters 140, 2020).
   */
  record RankLogits(String name, int in, int ranks) implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code (x - mean) / max(deviation, 1 / sqrt(n))} with mean and population deviation over all
   * {@code n} values of each picture, from pixels 0..255: the tutorial's {@code
   * per_image_standardization}.
   */
  record StandardisePerImage() implements Layer {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code (x / 255 - mean) / deviation} for each channel, from pixels 0..255.
   *
   * @param mean red, green, blue; in units of 0..1
   * @param deviation red, green, blue; in units of 0..1
   */
  record NormaliseChannels(List<Float> mean, List<Float> deviation) implements Layer {

    /** The usual statistics of ImageNet. */
    public static final NormaliseChannels IMAGENET =
        new NormaliseChannels(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    /** Takes copies of the lists. */
    public NormaliseChannels {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }
}
