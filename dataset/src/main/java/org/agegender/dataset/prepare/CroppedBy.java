package org.agegender.dataset.prepare;

import java.util.Locale;

/** By what a crop was cut out of its picture. */
enum CroppedBy {
  /** Nothing was cut: the whole picture in another size. */
  RESIZING,
  /** The landmarks of the face found. */
  LANDMARKS,
  /** The box of the face found, which came without landmarks. */
  BOX,
  /** The box that the data set has, for no face was found there. */
  SOURCE_BOX,
  /** The picture's middle, for no face was found and the data set has no box. */
  WHOLE_PICTURE;

  /** The word in {@code dataset.json} and in the journal. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
