package org.agegender.server.batch;

/** Whoever waited gave up: the deadline passed or the thread was interrupted. */
public final class GivenUpException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what was waited for
   */
  public GivenUpException(String message) {
    super(message, null, false, false);
  }
}
