package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Layer.Activation.Function;

/**
 * MobileNetV3-Large with two linear heads on its 1280 features (Howard et al., "Searching for
 * MobileNetV3", ICCV 2019, table 1). Weights have torchvision's names.
 */
final class MobileNetV3Large implements Network {

  private static final InvertedResidual.Style STYLE =
      new InvertedResidual.Style(1e-3, 0.01, Function.RELU, Function.HARD_SIGMOID);
  private static final int STEM = 16;
  private static final int LAST = 960;
  private static final int FEATURES = 1280;
  private static final double DROPOUT = 0.2;

  /** A row of the paper's table 1. */
  private record Row(
      int kernel, int hidden, int out, boolean squeezed, Function function, int stride) {

    /** A quarter of the channels between, rounded to eights but never down by a tenth. */
    OptionalInt middle() {
      if (!squeezed) {
        return OptionalInt.empty();
      }
      int quarter = hidden / 4;
      int rounded = Math.max(8, (quarter + 4) / 8 * 8);
      return OptionalInt.of(rounded < 0.9 * quarter ? rounded + 8 : rounded);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row(3, 16, 16, false, Function.RELU, 1),
          new Row(3, 64, 24, false, Function.RELU, 2),
          new Row(3, 72, 24, false, Function.RELU, 1),
          new Row(5, 72, 40, true, Function.RELU, 2),
          new Row(5, 120, 40, true, Function.RELU, 1),
          new Row(5, 120, 40, true, Function.RELU, 1),
          new Row(3, 240, 80, false, Function.HARD_SWISH, 2),
          new Row(3, 200, 80, false, Function.HARD_SWISH, 1),
          new Row(3, 184, 80, false, Function.HARD_SWISH, 1),
          new Row(3, 184, 80, false, Function.HARD_SWISH, 1),
          new Row(3, 480, 112, true, Function.HARD_SWISH, 1),
          new Row(3, 672, 112, true, Function.HARD_SWISH, 1),
          new Row(5, 672, 160, true, Function.HARD_SWISH, 2),
          new Row(5, 960, 160, true, Function.HARD_SWISH, 1),
          new Row(5, 960, 160, true, Function.HARD_SWISH, 1));

  @Override
  public String name() {
    return "mobilenetv3-large";
  }

  @Override
  public String description() {
    return "MobileNetV3-Large (Howard et al. 2019) with two linear heads";
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
    layers.add(STYLE.active("features.0", RgbImage.CHANNELS, STEM, 3, 2, 1, Function.HARD_SWISH));
    int width = STEM;
    for (Row row : ROWS) {
      InvertedResidual block =
          new InvertedResidual(
              width,
              row.hidden(),
              row.out(),
              row.kernel(),
              row.stride(),
              row.middle(),
              row.function(),
              STYLE,
              0);
      layers.add(block.layers("features." + layers.size()));
      width = row.out();
    }
    layers.add(
        STYLE.active("features." + layers.size(), width, LAST, 1, 1, 1, Function.HARD_SWISH));
    layers.add(new Layer.GlobalAveragePool());
    layers.add(new Layer.Linear("classifier.0", LAST, FEATURES));
    layers.add(new Layer.Activation(Function.HARD_SWISH));
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
