package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Layer.Activation.Function;

/**
 * MobileFaceNet (Chen et al., "MobileFaceNets: Efficient CNNs for accurate real-time face
 * verification on mobile devices", CCBR 2018) up to its global depthwise convolution, with two
 * linear heads on these 512 features. What follows in the paper, a projection to a 128-dimensional
 * embedding, is left out: it was made to tell persons apart, and ages and genders are told from
 * what comes before it. Weights have the names of the usual PyTorch implementation, so that its
 * face recognition weights fit.
 */
final class MobileFaceNet implements Network {

  private static final int WIDTH = 64;
  private static final int FEATURES = 512;
  private static final int SHRINKING = 16;

  /** The rows of the paper's table 1: expansion, channels, blocks, stride of the first block. */
  private record Stage(int expansion, int channels, int blocks, int stride) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(2, 64, 5, 2),
          new Stage(4, 128, 1, 2),
          new Stage(2, 128, 6, 1),
          new Stage(4, 128, 1, 2),
          new Stage(2, 128, 2, 1));

  @Override
  public String name() {
    return "mobilefacenet";
  }

  @Override
  public String description() {
    return "MobileFaceNet (Chen et al. 2018) with two linear heads";
  }

  @Override
  public int defaultImageSize() {
    return 112;
  }

  @Override
  public int smallestImageSize() {
    return 32;
  }

  @Override
  public Architecture forImageSize(int imageSize) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        NormalisedConvolution.of(
            new Layer.Convolution("conv1.0", RgbImage.CHANNELS, WIDTH, 3, 2, 1, false),
            "conv1.1",
            Function.RELU6));
    layers.add(
        NormalisedConvolution.of(
            Layer.Convolution.depthwise("dw_conv.depthwise", WIDTH, 3, 1, 1),
            "dw_conv.bn1",
            Function.RELU));
    layers.add(
        NormalisedConvolution.of(
            new Layer.Convolution("dw_conv.pointwise", WIDTH, WIDTH, 1, 1, 0, false),
            "dw_conv.bn2",
            Function.RELU));
    int width = WIDTH;
    int index = 0;
    for (Stage stage : STAGES) {
      for (int block = 0; block < stage.blocks(); block++) {
        int stride = block == 0 ? stage.stride() : 1;
        layers.add(invertedResidual("features." + index++, width, stage, stride));
        width = stage.channels();
      }
    }
    layers.add(
        NormalisedConvolution.of(
            new Layer.Convolution("conv2.0", width, FEATURES, 1, 1, 0, false),
            "conv2.1",
            Function.RELU6));
    int side = (imageSize + SHRINKING - 1) / SHRINKING;
    layers.add(Layer.Convolution.depthwise("gdconv.depthwise", FEATURES, side, 1, 0));
    layers.add(new Layer.BatchNorm("gdconv.bn", FEATURES));
    layers.add(new Layer.Flatten());
    return new Architecture(
        name(),
        imageSize,
        Layer.NormaliseChannels.IMAGENET,
        new Layer.Sequence(layers),
        new Layer.Linear("age", FEATURES, Age.CLASSES),
        new Layer.Linear("gender", FEATURES, Gender.CLASSES));
  }

  /**
   * Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018, figure 3.
   */
  private static Layer invertedResidual(String name, int in, Stage stage, int stride) {
    int hidden = in * stage.expansion();
    int out = stage.channels();
    Layer body =
        Layer.Sequence.of(
            NormalisedConvolution.of(
                new Layer.Convolution(name + ".conv.0.0", in, hidden, 1, 1, 0, false),
                name + ".conv.0.1",
                Function.RELU6),
            NormalisedConvolution.of(
                Layer.Convolution.depthwise(name + ".conv.1.0", hidden, 3, stride, 1),
                name + ".conv.1.1",
                Function.RELU6),
            new Layer.Convolution(name + ".conv.2", hidden, out, 1, 1, 0, false),
            new Layer.BatchNorm(name + ".conv.3", out));
    return stride == 1 && in == out ? new Layer.Residual(body, Layer.Sequence.of()) : body;
  }
}
