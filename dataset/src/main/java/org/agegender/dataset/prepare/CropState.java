package org.agegender.dataset.prepare;

import org.agegender.dataset.source.Rejection;

/** What became of a crop: the same for all records that share it. */
sealed interface CropState {

  /**
   * It is on disk.
   *
   * @param by what it was cut out by
   */
  record Made(CroppedBy by) implements CropState {}

  /**
   * It cannot be made.
   *
   * @param reason why
   * @param detail for the user
   */
  record Impossible(Rejection.Reason reason, String detail) implements CropState {}
}
