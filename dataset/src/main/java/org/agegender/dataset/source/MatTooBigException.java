package org.agegender.dataset.source;

import java.io.IOException;

/** Reading a MAT-file would take more memory than it may. */
final class MatTooBigException extends IOException {

  private static final long serialVersionUID = 1;

  MatTooBigException() {
    super("more than the memory allowed for it");
  }
}
