package org.agegender.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Networks;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.agegender.vision.NetworkInput;

/**
 * Convolutions that look at all of a feature map at once, as MobileFaceNet's last depthwise one
 * does, so that their kernels are as large as the input makes that map. A kernel learned at another
 * input size is resampled like a picture, and divided by how many more values it then has: to maps
 * that show the same, only finer, it answers as before.
 */
final class GlobalKernels {

  private static final int RANK = 4;
  private static final int OTHER_SIZE_FACTOR = 2;

  private final Map<String, List<Long>> shapes;
  private final Map<String, List<Long>> ofOtherSize;

  /** Those of an architecture. */
  GlobalKernels(Architecture architecture) {
    shapes = WeightShapes.of(architecture);
    ofOtherSize =
        WeightShapes.of(
            Networks.named(architecture.network())
                .forImageSize(OTHER_SIZE_FACTOR * architecture.imageSize()));
  }

  /**
   * A kernel of another input size in the size that the architecture has.
   *
   * @param name of the weight
   * @param kernel {@code [filters, channels, side, side]}
   * @return empty if the weight is no such kernel, or differs in more than its sides
   */
  Optional<WeightArray> resampled(String name, WeightArray kernel) {
    List<Long> shape = shapes.getOrDefault(name, List.of());
    if (shape.size() != RANK || shape.equals(ofOtherSize.get(name))) {
      return Optional.empty();
    }
    long[] from = kernel.shape();
    long[] to = shape.stream().mapToLong(Long::longValue).toArray();
    boolean squares = from.length == RANK && from[2] == from[3] && to[2] == to[3];
    return squares && from[0] == to[0] && from[1] == to[1] && from[2] > 0
        ? Optional.of(resampled(kernel, to))
        : Optional.empty();
  }

  private static WeightArray resampled(WeightArray kernel, long[] shape) {
    int from = (int) kernel.shape()[2];
    int to = (int) shape[2];
    float[] weights = NetworkInput.weights(from, to);
    double share = (double) from * from / ((double) to * to);
    int kernels = Math.toIntExact(shape[0] * shape[1]);
    float[] values = new float[kernels * to * to];
    for (int k = 0; k < kernels; k++) {
      for (int y = 0; y < to; y++) {
        for (int x = 0; x < to; x++) {
          double sum = 0;
          for (int row = 0; row < from; row++) {
            for (int column = 0; column < from; column++) {
              sum +=
                  (double) weights[y * from + row]
                      * weights[x * from + column]
                      * kernel.values()[(k * from + row) * from + column];
            }
          }
          values[(k * to + y) * to + x] = (float) (share * sum);
        }
      }
    }
    return new WeightArray(shape, values);
  }
}
