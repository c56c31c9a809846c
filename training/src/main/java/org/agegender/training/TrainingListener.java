package org.agegender.training;

/** Is told what a run does. */
public interface TrainingListener {

  /** A line for the user, such as where the run goes on from. */
  void note(String line);

  /** An epoch has ended and its checkpoint is written. */
  void epochEnded(EpochMetrics metrics);
}
