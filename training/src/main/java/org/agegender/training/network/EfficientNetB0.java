package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Layer.Activation.Function;

/**
 * EfficientNet-B0 with two linear heads on the mean of its 1280 features (Tan and Le,
 * "EfficientNet: rethinking model scaling for convolutional neural networks", ICML 2019, table 1).
 * Weights have torchvision's names.
 */
final class EfficientNetB0 implements Network {

  private static final InvertedResidual.Style STYLE =
      new InvertedResidual.Style(1e-5, 0.1, Function.SILU, Function.SIGMOID);
  private static final int STEM = 32;
  private static final int FEATURES = 1280;
  private static final double DROPOUT = 0.2;
  private static final double DROPPED_AT_THE_END = 0.2;

  /** A row of the paper's table 1. */
  private record Stage(int expansion, int kernel, int stride, int out, int blocks) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 3, 1, 16, 1),
          new Stage(6, 3, 2, 24, 2),
          new Stage(6, 5, 2, 40, 2),
          new Stage(6, 3, 2, 80, 3),
          new Stage(6, 5, 1, 112, 3),
          new Stage(6, 5, 2, 192, 4),
          new Stage(6, 3, 1, 320, 1));

  @Override
  public String name() {
    return "efficientnet-b0";
  }

  @Override
  public String description() {
    return "EfficientNet-B0 (Tan and Le 2019) with two linear heads";
  }

  @Override
  public int defaultImageSize() {
    return 224;
  }

  @Override
  public int smallestImageSize() {
    return 32;
  }

  @Override
  public Architecture forImageSize(int imageSize) {
    List<Layer> layers = new ArrayList<>();
    layers.add(STYLE.active("features.0", RgbImage.CHANNELS, STEM, 3, 2, 1, Function.SILU));
    int blocks = STAGES.stream().mapToInt(Stage::blocks).sum();
    int width = STEM;
    int index = 0;
    for (int stage = 0; stage < STAGES.size(); stage++) {
      Stage row = STAGES.get(stage);
      for (int block = 0; block < row.blocks(); block++) {
        InvertedResidual residual =
            new InvertedResidual(
                width,
                width * row.expansion(),
                row.out(),
                row.kernel(),
                block == 0 ? row.stride() : 1,
                OptionalInt.of(width / 4),
                Function.SILU,
                STYLE,
                DROPPED_AT_THE_END * index / blocks);
        layers.add(residual.layers("features." + (stage + 1) + "." + block));
        width = row.out();
        index++;
      }
    }
    String last = "features." + (STAGES.size() + 1);
    layers.add(STYLE.active(last, width, FEATURES, 1, 1, 1, Function.SILU));
    layers.add(new Layer.GlobalAveragePool());
    layers.add(new Layer.Dropout(DROPOUT));
    return new Architecture(
        name(),
        imageSize,
        Layer.NormaliseChannels.IMAGENET,
        new Layer.Sequence(layers),
        new Layer.Linear("age", FEATURES, Age.CLASSES),
        new Layer.Linear("gender", FEATURES, Gender.CLASSES));
  }
}
