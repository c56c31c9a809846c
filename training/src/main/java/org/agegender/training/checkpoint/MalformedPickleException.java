package org.agegender.training.checkpoint;

/** A pickle is cut short or asks for something that a dictionary of tensors does not need. */
final class MalformedPickleException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedPickleException(String message) {
    super(message);
  }

  MalformedPickleException(String message, Throwable cause) {
    super(message, cause);
  }
}
