package org.agegender.server.batch;

/** There is no place in a queue; trying again later may help. The message is one line. */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line for the user
   */
  public BusyException(String message) {
    super(message, null, false, false);
  }
}
