package org.agegender.training;

import org.agegender.core.InvalidInputException;

/** The loss or the weights of a run are no numbers any more: its settings do not train. */
public final class DivergenceException extends InvalidInputException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line for the user
   */
  public DivergenceException(String message) {
    super(message);
  }
}
