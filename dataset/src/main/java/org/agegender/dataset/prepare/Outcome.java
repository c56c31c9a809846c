package org.agegender.dataset.prepare;

import org.agegender.dataset.source.Rejection;

/** What became of a candidate's picture. */
sealed interface Outcome {

  /**
   * A crop is on disk.
   *
   * @param hash SHA-256 of the picture
   */
  record Cropped(String hash) implements Outcome {}

  /**
   * There is no crop.
   *
   * @param reason why
   * @param detail for the user
   */
  record Left(Rejection.Reason reason, String detail) implements Outcome {}
}
