package org.agegender.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;

/**
 * What came of judging a model for each fold of a set.
 *
 * @param folder of the set of folds
 * @param folds the results in the order of the folds, at least one
 */
public record FoldsResult(String folder, List<EvaluationResult> folds) {

  /** Takes a copy. */
  public FoldsResult {
    folds = List.copyOf(folds);
  }

  /** Each figure that is defined in a fold, with its mean and deviation. */
  public Map<Figure, Spread> spreads() {
    Map<Figure, Spread> spreads = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      List<Double> values =
          folds.stream()
              .flatMap(fold -> fold.figures().overall().figure(figure).stream())
              .map(Estimate::value)
              .toList();
      if (!values.isEmpty()) {
        spreads.put(figure, Spread.of(values));
      }
    }
    return Collections.unmodifiableMap(spreads);
  }

  /** Faces of all folds that could be read. */
  public int images() {
    return folds.stream().mapToInt(fold -> fold.figures().overall().faces()).sum();
  }
}
