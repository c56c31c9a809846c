package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;

/**
 * ResNets with two linear heads on the mean of their features (He et al., "Deep residual learning
 * for image recognition", CVPR 2016, table 1). A bottleneck strides in its 3x3 convolution, as
 * torchvision's do. Weights have torchvision's names.
 */
final class ResNet implements Network {

  private static final List<Integer> STAGES = List.of(64, 128, 256, 512);
  private static final int EXPANSION = 4;

  private final int depth;
  private final List<Integer> blocks;
  private final boolean bottlenecks;
  private final int defaultImageSize;

  private ResNet(int depth, List<Integer> blocks, boolean bottlenecks, int defaultImageSize) {
    this.depth = depth;
    this.blocks = blocks;
    this.bottlenecks = bottlenecks;
    this.defaultImageSize = defaultImageSize;
  }

  /** ResNet-18, by default for faces of 112 pixels. */
  static ResNet resnet18() {
    return new ResNet(18, List.of(2, 2, 2, 2), false, 112);
  }

  /** ResNet-34, by default for 224 pixels as in the paper. */
  static ResNet resnet34() {
    return new ResNet(34, List.of(3, 4, 6, 3), false, 224);
  }

  /** ResNet-50, by default for 224 pixels as in the paper. */
  static ResNet resnet50() {
    return new ResNet(50, List.of(3, 4, 6, 3), true, 224);
  }

  @Override
  public String name() {
    return "resnet" + depth;
  }

  @Override
  public String description() {
    return "ResNet-%d (He et al. 2016) with two linear heads".formatted(depth);
  }

  @Override
  public int defaultImageSize() {
    return defaultImageSize;
  }

  @Override
  public int smallestImageSize() {
    return 32;
  }

  @Override
  public Architecture forImageSize(int imageSize) {
    List<Layer> layers = new ArrayList<>();
    int width = STAGES.get(0);
    layers.add(new Layer.Convolution("conv1", RgbImage.CHANNELS, width, 7, 2, 3, false));
    layers.add(new Layer.BatchNorm("bn1", width));
    layers.add(Layer.Activation.RELU);
    layers.add(new Layer.MaxPool(3, 2, 1));
    for (int stage = 0; stage < STAGES.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        String name = "layer" + (stage + 1) + "." + block;
        int inner = STAGES.get(stage);
        int out = bottlenecks ? EXPANSION * inner : inner;
        int stride = stage > 0 && block == 0 ? 2 : 1;
        Layer body =
            bottlenecks
                ? bottleneck(name, width, inner, out, stride)
                : basic(name, width, out, stride);
        layers.add(new Layer.Residual(body, shortcut(name, width, out, stride)));
        layers.add(Layer.Activation.RELU);
        width = out;
      }
    }
    layers.add(new Layer.GlobalAveragePool());
    return new Architecture(
        name(),
        imageSize,
        Layer.NormaliseChannels.IMAGENET,
        new Layer.Sequence(layers),
        new Layer.Linear("age", width, Age.CLASSES),
        new Layer.Linear("gender", width, Gender.CLASSES));
  }

  private static Layer basic(String name, int in, int out, int stride) {
    return Layer.Sequence.of(
        new Layer.Convolution(name + ".conv1", in, out, 3, stride, 1, false),
        new Layer.BatchNorm(name + ".bn1", out),
        Layer.Activation.RELU,
        new Layer.Convolution(name + ".conv2", out, out, 3, 1, 1, false),
        new Layer.BatchNorm(name + ".bn2", out));
  }

  private static Layer bottleneck(String name, int in, int inner, int out, int stride) {
    return Layer.Sequence.of(
        new Layer.Convolution(name + ".conv1", in, inner, 1, 1, 0, false),
        new Layer.BatchNorm(name + ".bn1", inner),
        Layer.Activation.RELU,
        new Layer.Convolution(name + ".conv2", inner, inner, 3, stride, 1, false),
        new Layer.BatchNorm(name + ".bn2", inner),
        Layer.Activation.RELU,
        new Layer.Convolution(name + ".conv3", inner, out, 1, 1, 0, false),
        new Layer.BatchNorm(name + ".bn3", out));
  }

  private static Layer shortcut(String name, int in, int out, int stride) {
    return stride == 1 && in == out
        ? Layer.Sequence.of()
        : Layer.Sequence.of(
            new Layer.Convolution(name + ".downsample.0", in, out, 1, stride, 0, false),
            new Layer.BatchNorm(name + ".downsample.1", out));
  }
}
