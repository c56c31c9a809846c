package org.agegender.dataset;

import java.util.Locale;

/** The parts of a prepared set. */
public enum Subset {
  TRAIN,
  VAL,
  TEST;

  /** {@code train}, {@code val} or {@code test}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code train.csv}, {@code val.csv} or {@code test.csv}. */
  public String csvName() {
    return label() + ".csv";
  }
}
