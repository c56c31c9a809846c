package org.agegender.training.tuning;

import org.agegender.training.EpochMetrics;

/** Is told what a search does. */
public interface TuningListener {

  /** A line for the user. */
  void note(String line);

  /** An epoch of a trial has ended. */
  void epochEnded(int trial, EpochMetrics metrics);
}
