package org.agegender.training.torch;

import java.util.List;
import org.agegender.core.Prediction;

/**
 * What the network says of a batch, in evaluation mode.
 *
 * @param losses against the labels
 * @param predictions one for each picture, in order
 */
public record EvaluatedBatch(StepLosses losses, List<Prediction> predictions) {
  /** Takes a copy of the list. */
  public EvaluatedBatch {
    predictions = List.copyOf(predictions);
  }
}
