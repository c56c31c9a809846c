package org.agegender.training.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Fresh weights for an architecture, from a seed. Kernels of convolutions are normal with variance
 * {@code 2 / fan-in} (He et al., "Delving deep into rectifiers", ICCV 2015), matrices of linear
 * layers uniform within {@code 1 / sqrt(fan-in)}, biases zero; batch norms start as the identity.
 * Biases of ranks fall from rank to rank, so that a score of zero stands for ages spread around the
 * usual one: left at zero, they would need thousands of steps to part.
 */
public final class WeightInitialiser {

  /** The last part of the name of biases of {@link Layer.RankLogits}. */
  static final String RANK_BIAS = "rank_bias";

  /** Scale of the logistic distribution with the usual deviation of ages, in years. */
  private static final double LOGISTIC_SCALE = AgeCoding.USUAL_DEVIATION * Math.sqrt(3) / Math.PI;

  private WeightInitialiser() {}

  /** All weights of {@code architecture} by name, the same for the same seed. */
  public static Map<String, WeightArray> initialise(Architecture architecture, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    WeightShapes.of(architecture)
        .forEach(
            (name, sizes) -> {
              long[] shape = sizes.stream().mapToLong(Long::longValue).toArray();
              weights.put(name, new WeightArray(shape, values(name, shape, random)));
            });
    return weights;
  }

  private static float[] values(String name, long[] shape, RandomGenerator random) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    float[] values = new float[Math.toIntExact(count)];
    if (shape.length > 1) {
      double fanIn = count / (double) shape[0];
      boolean kernel = shape.length > 2;
      double scale = Math.sqrt((kernel ? 2 : 1) / fanIn);
      for (int i = 0; i < values.length; i++) {
        double drawn = kernel ? random.nextGaussian() : 2 * random.nextDouble() - 1;
        values[i] = (float) (scale * drawn);
      }
    } else if (isScaleOfNorm(name)) {
      Arrays.fill(values, 1);
    } else if (name.endsWith("." + RANK_BIAS)) {
      for (int rank = 0; rank < values.length; rank++) {
        // Above rank k is the age k + 1 or more: the border lies between the two.
        values[rank] = (float) ((AgeCoding.USUAL_AGE - (rank + 0.5)) / LOGISTIC_SCALE);
      }
    }
    return values;
  }

  /** One-dimensional weights are the factors of batch norms; biases and means start at zero. */
  private static boolean isScaleOfNorm(String name) {
    return name.endsWith(".weight") || name.endsWith(".running_var");
  }
}
