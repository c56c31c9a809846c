package org.agegender.dataset.source;

import org.agegender.dataset.source.Rejection.Reason;

/** Why one record of a data set is left out. */
final class RecordFault extends Exception {

  private static final long serialVersionUID = 1;
  private final Reason reason;

  RecordFault(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
