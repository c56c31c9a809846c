package org.agegender.inference;

import java.util.List;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;

/**
 * What tells age and gender from the pixels of faces: a {@link FaceModel}, or something in front of
 * one, such as a queue that gathers the faces of several callers. Implementations are safe for use
 * by several threads.
 */
public interface FaceNetwork {

  /** What the model says of itself. */
  ModelMetadata metadata();

  /** How many faces go through the network at once; whoever has more at hand gains nothing. */
  int batchSize();

  /**
   * Predicts faces.
   *
   * @param faces pixels of any sizes, one face each, cropped as the training set was; resized to
   *     the network's size if they have another
   * @return a prediction for each, in order
   */
  List<Prediction> predict(List<RgbImage> faces);
}
