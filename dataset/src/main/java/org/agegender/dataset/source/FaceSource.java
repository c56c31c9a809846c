package org.agegender.dataset.source;

import java.io.IOException;
import java.util.Optional;

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

  /**
   * The pictures, where they are in no files of their own. The paths of records are then relative
   * to the folder they are unpacked to.
   *
   * @throws IOException if a file cannot be read
   */
  default Optional<EmbeddedPictures> embedded() throws IOException {
    return Optional.empty();
  }
}
