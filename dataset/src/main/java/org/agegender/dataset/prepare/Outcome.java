package org.agegender.dataset.prepare;

import org.agegender.dataset.source.Rejection;

/** What became of a candidate's picture. */
sealed interface Outcome {

  /**
   * The picture was read; what became of its crop is known when all work is done.
   *
   * @param hash SHA-256 of the picture
   * @param crop what the crop is named after
   */
  record Cropped(String hash, String crop) implements Outcome {}

  /**
   * The picture was not read.
   *
   * @param reason why
   * @param detail for the user
   */
  record Left(Rejection.Reason reason, String detail) implements Outcome {}
}
