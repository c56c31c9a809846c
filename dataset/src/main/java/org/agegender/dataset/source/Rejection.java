package org.agegender.dataset.source;

/**
 * A record left out.
 *
 * @param key what the data set calls the record
 * @param reason why
 * @param detail what was found, for the user; may be empty
 */
public record Rejection(String key, Reason reason, String detail) {

  /** Why a record is left out, in the order of the filters. */
  public enum Reason {
    MALFORMED_NAME,
    LOW_FACE_SCORE,
    SECOND_FACE,
    AGE_UNKNOWN,
    AGE_OUT_OF_RANGE,
    GENDER_UNKNOWN,
    UNSAFE_PATH,
    PICTURE_MISSING,
    PICTURE_UNREADABLE,
    NO_FACE,
    EXCLUDED,
    DUPLICATE,
    CONTRADICTING_LABELS,
    NEAR_DUPLICATE,
    CONTRADICTING_NEAR_DUPLICATE;

    /**
     * The word in {@code rejected.csv} and {@code dataset.json}, such as {@code low-face-score}.
     */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
