package org.agegender.core;

import java.util.Locale;
import java.util.Optional;

/**
 * The two classes of the gender head, with the codes of IMDB-WIKI. A label of a data set or a guess
 * of a network, no statement about a person.
 */
public enum Gender {
  FEMALE(0),
  MALE(1);

  /** The number of gender classes. */
  public static final int CLASSES = 2;

  private final int code;

  Gender(int code) {
    this.code = code;
  }

  /** The class index: 0 female, 1 male. UTKFace numbers them the other way round. */
  public int code() {
    return code;
  }

  /** {@code female} or {@code male}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The gender with this class index.
   *
   * @throws IllegalArgumentException if {@code code} is neither 0 nor 1
   */
  public static Gender ofCode(int code) {
    return switch (code) {
      case 0 -> FEMALE;
      case 1 -> MALE;
      default -> throw new IllegalArgumentException("gender must be 0 or 1, found " + code);
    };
  }

  /** Reads {@code 0/1}, {@code f/m} or {@code female/male} in any case; empty for anything else. */
  public static Optional<Gender> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "0", "f", "female" -> Optional.of(FEMALE);
      case "1", "m", "male" -> Optional.of(MALE);
      default -> Optional.empty();
    };
  }
}
