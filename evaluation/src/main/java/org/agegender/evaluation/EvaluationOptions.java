package org.agegender.evaluation;

import org.agegender.inference.PhotoOptions;

/**
 * How an evaluation runs; nothing here changes a figure.
 *
 * @param reading how pictures are read
 */
public record EvaluationOptions(PhotoOptions reading) {

  /** One decoder for each processor, the usual limits for pictures. */
  public static final EvaluationOptions DEFAULT = new EvaluationOptions(PhotoOptions.DEFAULT);
}
