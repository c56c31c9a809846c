package org.agegender.training.torch;

import java.util.Map;
import java.util.stream.Stream;
import org.agegender.training.network.WeightArray;

/**
 * Everything that a further step depends on, apart from the data: weights and the optimiser's
 * moments, by the names of the weights.
 *
 * @param weights trained weights and running statistics
 * @param averages the moving average of each of {@code weights}; empty where none is kept
 * @param firstMoments Adam's m, for each trained weight
 * @param secondMoments Adam's v, for each trained weight
 * @param steps how many steps the optimiser has taken
 */
public record EngineState(
    Map<String, WeightArray> weights,
    Map<String, WeightArray> averages,
    Map<String, WeightArray> firstMoments,
    Map<String, WeightArray> secondMoments,
    long steps) {

  /** What predictions are made with: the averages where they are kept, else the weights. */
  public Map<String, WeightArray> predictingWeights() {
    return averages.isEmpty() ? weights : averages;
  }

  /** Whether no weight and no average is infinite or not a number. */
  public boolean isFinite() {
    return Stream.of(weights, averages)
        .flatMap(arrays -> arrays.values().stream())
        .allMatch(WeightArray::isFinite);
  }
}
