package org.agegender.core.metrics;

import java.util.Optional;
import org.agegender.core.AgeBins;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;

/**
 * A labelled face and what a model said of it.
 *
 * @param face its labels
 * @param prediction of the model
 * @param bins the ranges that the face's set labels ages with, where it does; such a set is judged
 *     by bins and not by years
 */
public record JudgedFace(LabelledFace face, Prediction prediction, Optional<AgeBins> bins) {

  /** A face of a set that labels ages to the year. */
  public JudgedFace(LabelledFace face, Prediction prediction) {
    this(face, prediction, Optional.empty());
  }

  /** Whether it can be judged by years: the label names one, and the set does not label by bins. */
  public boolean hasYear() {
    return bins.isEmpty() && face.label().isExact();
  }

  /**
   * Predicted less labelled age in years: more than 0 where the model guesses too old. Means
   * something only where {@link #hasYear}.
   */
  public double error() {
    return prediction.years() - face.age().years();
  }
}
