package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;

/**
 * ResNet-18 with two linear heads on its 512 features (He et al., "Deep residual learning for image
 * recognition", CVPR 2016, table 1). Weights have torchvision's names.
 */
final class ResNet18 implements Network {

  private static final List<Integer> STAGES = List.of(64, 128, 256, 512);
  private static final int BLOCKS = 2;

  @Override
  public String name() {
    return "resnet18";
  }

  @Override
  public String description() {
    return "ResNet-18 (He et al. 2016) with two linear heads";
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
    int width = STAGES.get(0);
    layers.add(new Layer.Convolution("conv1", RgbImage.CHANNELS, width, 7, 2, 3, false));
    layers.add(new Layer.BatchNorm("bn1", width));
    layers.add(Layer.Activation.RELU);
    layers.add(new Layer.MaxPool(3, 2, 1));
    for (int stage = 0; stage < STAGES.size(); stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        int out = STAGES.get(stage);
        int stride = stage > 0 && block == 0 ? 2 : 1;
        layers.add(basicBlock("layer%d.%d".formatted(stage + 1, block), width, out, stride));
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

  private static Layer basicBlock(String name, int in, int out, int stride) {
    Layer body =
        Layer.Sequence.of(
            new Layer.Convolution(name + ".conv1", in, out, 3, stride, 1, false),
            new Layer.BatchNorm(name + ".bn1", out),
            Layer.Activation.RELU,
            new Layer.Convolution(name + ".conv2", out, out, 3, 1, 1, false),
            new Layer.BatchNorm(name + ".bn2", out));
    Layer shortcut =
        stride == 1 && in == out
            ? Layer.Sequence.of()
            : Layer.Sequence.of(
                new Layer.Convolution(name + ".downsample.0", in, out, 1, stride, 0, false),
                new Layer.BatchNorm(name + ".downsample.1", out));
    return new Layer.Residual(body, shortcut);
  }
}
