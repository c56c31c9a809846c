package org.agegender.cli;

/**
 * What the program tells its caller. After Ctrl-C it is 130 and after SIGTERM 143, but 0 for a
 * service.
 */
final class ExitCode {

  /** All was done. */
  static final int DONE = 0;

  /** Something failed; the rest was done. */
  static final int FAILURES = 1;

  /** The arguments or the input cannot be used. */
  static final int WRONG_INPUT = 2;

  private ExitCode() {}
}
