package org.agegender.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.SafeTensors;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;

/**
 * The weights a run begins with: fresh ones, and over them those of a file whose names and shapes
 * agree.
 *
 * @param weights all weights of the architecture
 * @param taken how many came from the file
 */
record InitialWeights(Map<String, WeightArray> weights, int taken) {

  /** What our own checkpoints write before the names. */
  private static final String CHECKPOINT_PREFIX = "model.";

  private static final double LEAST_SHARE = 0.5;

  static InitialWeights fresh(Architecture architecture, long seed) {
    return new InitialWeights(WeightInitialiser.initialise(architecture, seed), 0);
  }

  /**
   * Takes what fits from a file; the rest, such as heads of another task, stays fresh.
   *
   * @throws InvalidInputException if less than half of the weights fit, or the file is no
   *     safetensors file
   * @throws IOException if it cannot be read
   */
  static InitialWeights from(Path file, Architecture architecture, long seed) throws IOException {
    Map<String, WeightArray> found = SafeTensors.read(file).tensors();
    Map<String, WeightArray> weights =
        new LinkedHashMap<>(WeightInitialiser.initialise(architecture, seed));
    int taken = 0;
    for (Map.Entry<String, WeightArray> weight : weights.entrySet()) {
      WeightArray candidate = found.get(weight.getKey());
      if (candidate == null) {
        candidate = found.get(CHECKPOINT_PREFIX + weight.getKey());
      }
      if (candidate != null && sameShape(candidate, weight.getValue())) {
        weight.setValue(candidate);
        taken++;
      }
    }
    if (taken < LEAST_SHARE * weights.size()) {
      throw new InvalidInputException(
          "%s: at least half of the %d weights of %s must be in it by name and shape, found %d;"
                  .formatted(file, weights.size(), architecture.network(), taken)
              + " name weights of the same network");
    }
    return new InitialWeights(weights, taken);
  }

  private static boolean sameShape(WeightArray one, WeightArray other) {
    return Arrays.equals(one.shape(), other.shape());
  }
}
