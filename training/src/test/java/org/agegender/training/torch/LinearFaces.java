package org.agegender.training.torch;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.agegender.core.Age;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.vision.NetworkInput;

/**
 * Three pictures of noise, and a linear network: its logits for a mixed picture are mixed logits.
 */
final class LinearFaces {

  static final int SIDE = 8;
  static final int[] AGES = {3, 90, 41};
  static final int[] GENDERS = {1, 0, 0};
  static final Architecture LINEAR = linear(SIDE);

  private LinearFaces() {}

  static Architecture linear(int side) {
    return new Architecture(
        "linear",
        side,
        Layer.NormaliseChannels.IMAGENET,
        new Layer.Flatten(),
        new Layer.Linear("age", 3 * side * side, Age.CLASSES),
        new Layer.Linear("gender", 3 * side * side, 2));
  }

  /** In 32-bit floats, with the mean of two cross-entropies. */
  static EngineOptions options(double mixup) {
    return new EngineOptions(
        Precision.FP32, ComputeDevice.CPU, 1, LossOptions.PLAIN, mixup, OptimiserOptions.PLAIN);
  }

  static ByteBuffer pixels() {
    byte[] bytes = new byte[AGES.length * SIDE * SIDE * 3];
    new Random(5).nextBytes(bytes);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /** The same pictures in another size. */
  static ByteBuffer pixels(int side) {
    ByteBuffer all = ByteBuffer.allocateDirect(AGES.length * side * side * 3);
    ByteBuffer pixels = pixels();
    for (int i = 0; i < AGES.length; i++) {
      byte[] one = new byte[SIDE * SIDE * 3];
      pixels.get(one);
      all.put(NetworkInput.resize(new RgbImage(SIDE, SIDE, one), side, side).pixels());
    }
    return all.flip();
  }

  static List<Prediction> predictions(TrainingEngine engine) {
    return engine.evaluate(pixels(), AGES, GENDERS).predictions();
  }

  static double[] ages(Prediction prediction) {
    double[] ages = new double[Age.CLASSES];
    for (int age = 0; age < ages.length; age++) {
      ages[age] = prediction.age().probability(new Age(age));
    }
    return ages;
  }

  static double[] genders(Prediction prediction) {
    return new double[] {1 - prediction.maleProbability(), prediction.maleProbability()};
  }

  /** The softmax of mixed logits from the two softmaxes. */
  static double[] mixed(double share, double[] one, double[] other) {
    double[] mixed = new double[one.length];
    double sum = 0;
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = Math.pow(one[i], share) * Math.pow(other[i], 1 - share);
      sum += mixed[i];
    }
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] /= sum;
    }
    return mixed;
  }
}
