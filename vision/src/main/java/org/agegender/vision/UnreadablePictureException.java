package org.agegender.vision;

import java.io.IOException;

/**
 * A picture that cannot be decoded: cut short, empty, too large, damaged or of an unknown format.
 * The message is one line for the user.
 */
public final class UnreadablePictureException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line for the user
   */
  public UnreadablePictureException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what went wrong underneath
   */
  public UnreadablePictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
