package org.agegender.server;

/**
 * The answer to a request that cannot be served. The message goes to the client as it is: one line,
 * nothing of the server's inside.
 */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORISED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_TYPE = 415;
  static final int UNPROCESSABLE = 422;
  static final int FAILED = 500;
  static final int UNAVAILABLE = 503;

  private final int status;

  Problem(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether the same request may be served later. */
  boolean isForNow() {
    return status == UNAVAILABLE;
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
