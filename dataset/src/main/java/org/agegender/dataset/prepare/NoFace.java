package org.agegender.dataset.prepare;

import java.util.Locale;

/** What becomes of a record in whose picture the labelled face is not found. */
public enum NoFace {
  /** It is left out, with a reason of its own. */
  REJECT,
  /**
   * It is cut out by the box that the data set has for it, or else by the largest square in the
   * middle of the picture.
   */
  KEEP;

  /** The word on the command line and in {@code dataset.json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
