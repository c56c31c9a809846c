package org.agegender.training.network;

import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;

/**
 * The network of the tutorial "How to build an age and gender multi-task predictor with deep
 * learning": three blocks of convolution, ReLU, max-pool and dropout, one shared dense layer, and
 * for each head a linear layer and the logits.
 */
final class Tutorial implements Network {

  private static final int KERNEL = 5;
  private static final List<Integer> FILTERS = List.of(32, 64, 128);
  private static final List<Double> DROPOUT = List.of(0.2, 0.4, 0.7);
  private static final int DENSE = 1024;
  private static final double DENSE_DROPOUT = 0.4;

  @Override
  public String name() {
    return "tutorial";
  }

  @Override
  public String description() {
    return "three 5x5 convolutions and a dense layer, as in the tutorial";
  }

  @Override
  public int defaultImageSize() {
    return 64;
  }

  @Override
  public int smallestImageSize() {
    return 1 << FILTERS.size();
  }

  @Override
  public Architecture forImageSize(int imageSize) {
    int side = imageSize >> FILTERS.size();
    int pooled = FILTERS.get(FILTERS.size() - 1) * side * side;
    return new Architecture(
        name(),
        imageSize,
        new Layer.StandardisePerImage(),
        Layer.Sequence.of(
            block(0, RgbImage.CHANNELS),
            block(1, FILTERS.get(0)),
            block(2, FILTERS.get(1)),
            new Layer.Flatten(),
            new Layer.Linear("dense", pooled, DENSE),
            Layer.Activation.RELU,
            new Layer.Dropout(DENSE_DROPOUT)),
        head("age", Age.CLASSES),
        head("gender", Gender.CLASSES));
  }

  private static Layer block(int index, int in) {
    return Layer.Sequence.of(
        new Layer.Convolution(
            "conv" + (index + 1), in, FILTERS.get(index), KERNEL, 1, KERNEL / 2, true),
        Layer.Activation.RELU,
        new Layer.MaxPool(2, 2, 0),
        new Layer.Dropout(DROPOUT.get(index)));
  }

  private static Layer head(String name, int classes) {
    return Layer.Sequence.of(
        new Layer.Linear(name + ".dense", DENSE, DENSE),
        new Layer.Linear(name + ".logits", DENSE, classes));
  }
}
