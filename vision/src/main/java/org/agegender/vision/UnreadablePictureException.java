package org.agegender.vision;

import java.io.IOException;

/**
 * A picture that cannot be decoded: cut short, empty, too large, damaged or of an unknown format.
 * The message is one line for the user.
 */
public final class UnreadablePictureException extends IOException {

  private static final long serialVersionUID = 1;

  /** What is wrong, for callers that answer differently. */
  public enum Reason {
    /** The content is of no format that is decoded here. */
    UNKNOWN_FORMAT,
    /** More bytes or pixels than the limits allow. */
    TOO_LARGE,
    /** Cut short, empty, contradicting itself, or not there to be read. */
    DAMAGED
  }

  private final Reason reason;

  /**
   * A damaged picture.
   *
   * @param message one line for the user
   */
  public UnreadablePictureException(String message) {
    this(Reason.DAMAGED, message);
  }

  /**
   * @param reason what is wrong
   * @param message one line for the user
   */
  public UnreadablePictureException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * A damaged picture, or what the cause says if that is of this class.
   *
   * @param message one line for the user
   * @param cause what went wrong underneath
   */
  public UnreadablePictureException(String message, Throwable cause) {
    super(message, cause);
    this.reason =
        cause instanceof UnreadablePictureException known ? known.reason() : Reason.DAMAGED;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
