package org.agegender.core;

import java.util.Objects;

/**
 * The user's input cannot be used: a file, an option, a picture. The message is one line that says
 * what was required, what was found, where, and what to do. The command line prints it without a
 * stack trace and exits with 2.
 */
public class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line for the user
   */
  public InvalidInputException(String message) {
    super(message);
  }

  /**
   * @param message one line for the user
   * @param cause what went wrong underneath
   */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** One line for the user, never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
