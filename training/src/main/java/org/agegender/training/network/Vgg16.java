package org.agegender.training.network;

import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;

/**
 * VGG-16 (Simonyan and Zisserman, "Very deep convolutional networks for large-scale image
 * recognition", ICLR 2015, configuration D) with two linear heads on the 4096 features of its
 * second dense layer, as DEX has its one (Rothe et al., "DEX: Deep EXpectation of apparent age from
 * a single image", ICCV workshops 2015). Weights have torchvision's names; those of the first dense
 * layer fit at 224 pixels only.
 */
final class Vgg16 implements Network {

  private static final List<List<Integer>> STAGES =
      List.of(
          List.of(64, 64),
          List.of(128, 128),
          List.of(256, 256, 256),
          List.of(512, 512, 512),
          List.of(512, 512, 512));
  private static final int DENSE = 4096;
  private static final double DROPOUT = 0.5;

  private final boolean batchNorm;

  private Vgg16(boolean batchNorm) {
    this.batchNorm = batchNorm;
  }

  /** As published. */
  static Vgg16 plain() {
    return new Vgg16(false);
  }

  /** With a batch norm behind every convolution. */
  static Vgg16 withBatchNorm() {
    return new Vgg16(true);
  }

  @Override
  public String name() {
    return batchNorm ? "vgg16-bn" : "vgg16";
  }

  @Override
  public String description() {
    return "VGG-16 (Simonyan and Zisserman 2015)%s with two linear heads, as in DEX"
        .formatted(batchNorm ? " and batch norm" : "");
  }

  @Override
  public int defaultImageSize() {
    return 224;
  }

  @Override
  public int smallestImageSize() {
    return 1 << STAGES.size();
  }

  @Override
  public Architecture forImageSize(int imageSize) {
    List<Layer> layers = new ArrayList<>();
    int width = RgbImage.CHANNELS;
    int index = 0;
    for (List<Integer> stage : STAGES) {
      for (int out : stage) {
        layers.add(new Layer.Convolution("features." + index++, width, out, 3, 1, 1, true));
        if (batchNorm) {
          layers.add(new Layer.BatchNorm("features." + index++, out));
        }
        layers.add(Layer.Activation.RELU);
        index++;
        width = out;
      }
      layers.add(new Layer.MaxPool(2, 2, 0));
      index++;
    }
    int side = imageSize >> STAGES.size();
    layers.add(new Layer.Flatten());
    layers.add(dense("classifier.0", width * side * side));
    layers.add(dense("classifier.3", DENSE));
    return new Architecture(
        name(),
        imageSize,
        Layer.NormaliseChannels.IMAGENET,
        new Layer.Sequence(layers),
        new Layer.Linear("age", DENSE, Age.CLASSES),
        new Layer.Linear("gender", DENSE, Gender.CLASSES));
  }

  private static Layer dense(String name, int in) {
    return Layer.Sequence.of(
        new Layer.Linear(name, in, DENSE), Layer.Activation.RELU, new Layer.Dropout(DROPOUT));
  }
}
