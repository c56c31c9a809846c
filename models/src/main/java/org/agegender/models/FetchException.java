package org.agegender.models;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file could not be fetched, and asking again at once would not help. The message is one line
 * that names the file, the address and what to do.
 */
public final class FetchException extends IOException {

  private static final long serialVersionUID = 1;

  FetchException(String message) {
    this(message, null);
  }

  FetchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
