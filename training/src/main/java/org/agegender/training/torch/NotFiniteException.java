package org.agegender.training.torch;

/** What a network says is no finite number: its weights are of no use any more. */
public final class NotFiniteException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotFiniteException(String message) {
    super(message);
  }
}
