package org.agegender.training;

import java.nio.file.Path;

/**
 * How a run ended.
 *
 * @param end why
 * @param epochs whole epochs behind it
 * @param steps steps behind it
 * @param bestEpoch the best epoch, from 1 on; 0 if none has ended
 * @param bestValue its value of what the run is judged by, without meaning if no epoch has ended
 * @param folder the run
 */
public record TrainingResult(
    End end, int epochs, long steps, int bestEpoch, double bestValue, Path folder) {

  /** Why a run ended. */
  public enum End {
    /** All epochs or steps are done. */
    FINISHED,
    /**
     * What the run is judged by did not get better for as many epochs as the configuration allows.
     */
    OUT_OF_PATIENCE,
    /** It was asked to stop; it can be resumed. */
    STOPPED
  }
}
