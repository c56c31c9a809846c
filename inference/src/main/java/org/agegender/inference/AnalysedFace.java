package org.agegender.inference;

import java.util.Optional;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Prediction;

/**
 * A face of a picture and what the network says of it.
 *
 * @param box where the face is; the whole picture where no face was looked for
 * @param score how sure the detector is that this is a face, 0 to 1; 1 where no face was looked for
 * @param landmarks in pixels of the picture, possibly outside it; empty where none were found
 * @param prediction age and gender
 */
public record AnalysedFace(
    FaceBox box, double score, Optional<FaceLandmarks> landmarks, Prediction prediction) {

  /** The share of the network's probability that {@link #ageInterval()} holds. */
  public static final double AGE_COVERAGE = 0.8;

  /** The central range of ages that holds 80 % of the network's probability. */
  public AgeInterval ageInterval() {
    return prediction.age().interval(AGE_COVERAGE);
  }
}
