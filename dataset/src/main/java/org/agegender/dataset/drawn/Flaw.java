package org.agegender.dataset.drawn;

import org.agegender.dataset.source.Rejection.Reason;

/** What is wrong with some rows, as with many of the published set, and why they are rejected. */
enum Flaw {
  NO_FACE(Reason.LOW_FACE_SCORE),
  LOW_SCORE(Reason.LOW_FACE_SCORE),
  SECOND_FACE(Reason.SECOND_FACE),
  ABSURD_BIRTH(Reason.AGE_OUT_OF_RANGE),
  UNKNOWN_GENDER(Reason.GENDER_UNKNOWN),
  PICTURE_MISSING(Reason.PICTURE_MISSING),
  PICTURE_BROKEN(Reason.PICTURE_UNREADABLE);

  private final Reason reason;

  Flaw(Reason reason) {
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  WikiRow spoil(WikiRow row) {
    return switch (this) {
      case NO_FACE -> row.withFaceScore(Double.NEGATIVE_INFINITY);
      case LOW_SCORE -> row.withFaceScore(0.6);
      case SECOND_FACE -> row.withSecondFaceScore(2.1);
      case ABSURD_BIRTH -> row.withDob(1);
      case UNKNOWN_GENDER -> row.withGender(Double.NaN);
      case PICTURE_MISSING, PICTURE_BROKEN -> row;
    };
  }
}
