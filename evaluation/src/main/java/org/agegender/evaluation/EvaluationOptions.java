package org.agegender.evaluation;

import org.agegender.inference.PhotoOptions;

/**
 * How an evaluation runs.
 *
 * @param reading how pictures are read; changes no figure
 * @param flip whether the probabilities of each picture and of its mirror image are averaged
 */
public record EvaluationOptions(PhotoOptions reading, boolean flip) {

  /** One decoder for each processor, the usual limits for pictures, no mirror images. */
  public static final EvaluationOptions DEFAULT =
      new EvaluationOptions(PhotoOptions.DEFAULT, false);
}
