package org.agegender.dataset.prepare;

import java.util.Locale;

/** What becomes of pictures that show the same photograph though their bytes differ. */
public enum NearCopies {
  /** They are not looked for. */
  KEEP,
  /** They are treated as exact copies are: one is kept, or none if their labels contradict. */
  REJECT;

  /** The word on the command line and in {@code dataset.json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
