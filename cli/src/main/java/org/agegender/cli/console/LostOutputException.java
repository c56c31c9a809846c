package org.agegender.cli.console;

/** Results were not written whole, and no more can be. The message is one line for the user. */
public final class LostOutputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LostOutputException() {
    super(
        "standard output takes no more results: its disk is full, or nobody reads them any more;"
            + " the results are not whole");
  }
}
