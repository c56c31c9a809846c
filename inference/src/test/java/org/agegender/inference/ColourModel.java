package org.agegender.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.onnx.OnnxWriter;

/**
 * A model whose answers are known from the mean colour of a picture: a red of {@code 255 * a / 100}
 * is an age of {@code a}, with nearly all probability on the nearest whole years; more than half
 * green is male.
 *
 * <p>The logit of age {@code i} is {@code -k (i - a)^2} less {@code k a^2}, which is linear in the
 * red.
 */
public final class ColourModel {

  private static final int IMAGE_SIZE = 8;
  private static final float SHARPNESS = 4;
  private static final float GENDER_STEEPNESS = 100;

  private ColourModel() {}

  /** Writes the model. */
  public static Path write(Path file) throws IOException {
    return write(file, CropGeometry.WHOLE);
  }

  /** Writes the model, which says that its faces were cropped so. */
  public static Path write(Path file, CropGeometry geometry) throws IOException {
    OnnxWriter.write(architecture(), weights(), metadata(geometry), file);
    return file;
  }

  /** Writes a model that knows as much from the mean colour of a picture's left half. */
  public static Path writeOfLeftHalf(Path file) throws IOException {
    int features = RgbImage.CHANNELS * IMAGE_SIZE * IMAGE_SIZE;
    Architecture architecture =
        new Architecture(
            "colour",
            IMAGE_SIZE,
            architecture().input(),
            new Layer.Flatten(),
            new Layer.Linear("age", features, Age.CLASSES),
            new Layer.Linear("gender", features, Gender.CLASSES));
    Map<String, WeightArray> weights = weights();
    weights.computeIfPresent("age.weight", (name, ofMean) -> ofLeftHalf(ofMean));
    weights.computeIfPresent("gender.weight", (name, ofMean) -> ofLeftHalf(ofMean));
    OnnxWriter.write(architecture, weights, metadata(CropGeometry.WHOLE), file);
    return file;
  }

  /** Of pixels, channel by channel and row by row, in place of the mean of each channel. */
  private static WeightArray ofLeftHalf(WeightArray ofMean) {
    int area = IMAGE_SIZE * IMAGE_SIZE;
    float[] weights = new float[ofMean.values().length * area];
    for (int i = 0; i < weights.length; i++) {
      boolean left = i % IMAGE_SIZE < IMAGE_SIZE / 2;
      weights[i] = left ? 2 * ofMean.values()[i / area] / area : 0;
    }
    int classes = (int) ofMean.shape()[0];
    return weight(weights, classes, RgbImage.CHANNELS * area);
  }

  /** A picture that this model takes for a face of this age and gender. */
  public static RgbImage face(int width, int height, int years, Gender gender) {
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      pixels[i] = (byte) Math.round(255 * years / (float) Age.MAX);
      pixels[i + 1] = (byte) (gender == Gender.MALE ? 255 : 0);
      pixels[i + 2] = (byte) (i / RgbImage.CHANNELS % 256);
    }
    return new RgbImage(width, height, pixels);
  }

  static ModelMetadata metadata() {
    return metadata(CropGeometry.WHOLE);
  }

  private static ModelMetadata metadata(CropGeometry geometry) {
    return new ModelMetadata(
        "colour",
        IMAGE_SIZE,
        geometry,
        false,
        new ModelMetadata.TrainingData("colours", "none", "00"),
        new TreeMap<>(Map.of("val_age_mae", 0.0)),
        "0.0",
        "11");
  }

  private static Architecture architecture() {
    return new Architecture(
        "colour",
        IMAGE_SIZE,
        new Layer.NormaliseChannels(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)),
        new Layer.GlobalAveragePool(),
        new Layer.Linear("age", RgbImage.CHANNELS, Age.CLASSES),
        new Layer.Linear("gender", RgbImage.CHANNELS, Gender.CLASSES));
  }

  private static Map<String, WeightArray> weights() {
    float[] age = new float[Age.CLASSES * RgbImage.CHANNELS];
    float[] ageBias = new float[Age.CLASSES];
    for (int i = 0; i < Age.CLASSES; i++) {
      age[i * RgbImage.CHANNELS] = 2 * SHARPNESS * i * Age.MAX;
      ageBias[i] = -SHARPNESS * i * i;
    }
    float[] gender = new float[Gender.CLASSES * RgbImage.CHANNELS];
    gender[RgbImage.CHANNELS + 1] = GENDER_STEEPNESS;
    Map<String, WeightArray> weights = new HashMap<>();
    weights.put("age.weight", weight(age, Age.CLASSES, RgbImage.CHANNELS));
    weights.put("age.bias", weight(ageBias, Age.CLASSES));
    weights.put("gender.weight", weight(gender, Gender.CLASSES, RgbImage.CHANNELS));
    weights.put("gender.bias", weight(new float[] {0, -GENDER_STEEPNESS / 2}, Gender.CLASSES));
    return weights;
  }

  private static WeightArray weight(float[] values, int... shape) {
    return new WeightArray(Arrays.stream(shape).asLongStream().toArray(), values);
  }
}
