package org.agegender.training.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.RgbImage;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;

/** Random weights and pixels for tests. */
final class Examples {

  private Examples() {}

  /** Weights that keep the values of a deep network near one; variances are positive. */
  static Map<String, WeightArray> weights(Architecture architecture, long seed) {
    return weights(WeightShapes.of(architecture), seed);
  }

  static Map<String, WeightArray> weights(Map<String, List<Long>> shapes, long seed) {
    return weights(shapes, seed, 1);
  }

  /** Weights whose layers each make {@code gain} times the variance of the values before them. */
  static Map<String, WeightArray> weights(Map<String, List<Long>> shapes, long seed, double gain) {
    Random random = new Random(seed);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    shapes.forEach(
        (name, sizes) -> {
          long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
          Tensor values;
          if (name.endsWith("running_var") || (name.endsWith("weight") && shape.length == 1)) {
            values = Tensor.random(random, 0.5f, 1.5f, shape);
          } else {
            long inputs = 1;
            for (int i = 1; i < shape.length; i++) {
              inputs *= shape[i];
            }
            float bound = shape.length == 1 ? 0.1f : (float) Math.sqrt(3 * gain / inputs);
            values = Tensor.random(random, -bound, bound, shape);
          }
          weights.put(name, new WeightArray(shape, values.values()));
        });
    return weights;
  }

  static ModelMetadata metadata(Architecture architecture) {
    return metadata(architecture, false);
  }

  static ModelMetadata metadata(Architecture architecture, boolean flipAveraged) {
    return new ModelMetadata(
        architecture.network(),
        architecture.imageSize(),
        CropGeometry.WHOLE,
        flipAveraged,
        new ModelMetadata.TrainingData("drawn faces", "Apache-2.0", "00"),
        new TreeMap<>(Map.of("val_age_mae", 7.25)),
        "0.0",
        "11");
  }

  static RgbImage noise(long seed, int width, int height) {
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }
}
