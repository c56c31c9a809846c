package org.agegender.training;

/** Which of the two epochs that a run keeps. */
public enum KeptEpoch {
  /** That with the best figure of {@code best-by}. */
  BEST,
  /** The last whole one: what a cosine ends in, whatever a small validation part says. */
  LAST
}
