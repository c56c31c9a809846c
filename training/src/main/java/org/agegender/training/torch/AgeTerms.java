package org.agegender.training.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The age loss of each face of a batch.
 *
 * @param loss {@code [N]}
 * @param parts what it is made of, each {@code [N]} and not yet weighted, by the names that the
 *     curves of a run have; none where the loss is of one piece
 */
record AgeTerms(Tensor loss, Map<String, Tensor> parts) {

  /** The means over the faces. */
  Map<String, Double> partValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    parts.forEach((name, part) -> values.put(name, part.mean().item_double()));
    return values;
  }
}
