package org.agegender.dataset.source;

import java.io.IOException;

/** A published or own data set on disk, before preparation. */
public interface FaceSource {

  /** The name on the command line, such as {@code wiki}. */
  String name();

  /** The terms of the data set in a few words; empty if unknown. */
  default String licence() {
    return "";
  }

  /**
   * Reads the labels and applies the filters that need no picture.
   *
   * @throws org.agegender.core.InvalidInputException if the labels cannot be used
   * @throws IOException if a file cannot be read
   */
  Listing list() throws IOException;
}
