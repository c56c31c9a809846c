package org.agegender.dataset.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Rejection.Reason;

/** The texts in which data sets write ages, genders and file names. */
final class LabelText {

  /** Whole years; tables that once had a gap hold them as {@code 37.0}. */
  private static final Pattern YEARS = Pattern.compile("(-?[0-9]{1,9})(\\.0+)?");

  private static final Pattern RANGE =
      Pattern.compile("\\(?\\s*([0-9]{1,3})\\s*[-,]\\s*([0-9]{1,3})\\s*\\)?");
  private static final Pattern OPEN = Pattern.compile("more than ([0-9]{1,3})|([0-9]{1,3})\\+");

  private LabelText() {}

  /**
   * An age in whole years.
   *
   * @param clip whether ages over 100 count as 100
   */
  static Age age(String text, boolean clip) throws RecordFault {
    Matcher years = YEARS.matcher(text);
    if (!years.matches()) {
      throw new RecordFault(
          Reason.AGE_UNKNOWN,
          "age must be a whole number 0.." + Age.MAX + ", found '" + text + "'");
    }
    return age(Integer.parseInt(years.group(1)), clip);
  }

  /**
   * An age in whole years.
   *
   * @param clip whether ages over 100 count as 100
   */
  static Age age(int years, boolean clip) throws RecordFault {
    if (years < 0 || years > Age.MAX && !clip) {
      throw new RecordFault(
          Reason.AGE_OUT_OF_RANGE, "age must be 0.." + Age.MAX + ", found " + years);
    }
    return new Age(Math.min(years, Age.MAX));
  }

  /**
   * A range of ages: {@code 3-9}, {@code (4, 6)}, or without an end {@code more than 70} and {@code
   * 70+}, which both begin at 70 and end at 100.
   *
   * @param clip whether ages over 100 count as 100; else a range that has them is none
   */
  static Optional<AgeInterval> range(String text, boolean clip) {
    Matcher open = OPEN.matcher(text);
    if (open.matches()) {
      int low = Integer.parseInt(open.group(1) != null ? open.group(1) : open.group(2));
      return range(low, Math.max(low, Age.MAX), clip);
    }
    Matcher range = RANGE.matcher(text);
    return range.matches()
        ? range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)), clip)
        : Optional.empty();
  }

  private static Optional<AgeInterval> range(int low, int high, boolean clip) {
    return low <= high && (clip || Age.isValid(high))
        ? Optional.of(new AgeInterval(Math.min(low, Age.MAX), Math.min(high, Age.MAX)))
        : Optional.empty();
  }

  /** A gender that must be there. */
  static Gender gender(String text) throws RecordFault {
    return Gender.parse(text)
        .orElseThrow(
            () ->
                new RecordFault(
                    Reason.GENDER_UNKNOWN,
                    "gender must be 0/1, f/m or female/male, found '" + text + "'"));
  }

  /** A picture of a folder by its name there. */
  static Path picture(Path folder, String name) throws RecordFault {
    if (name.isBlank()) {
      throw new RecordFault(Reason.MALFORMED_NAME, "filename must not be empty");
    }
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      throw new RecordFault(Reason.UNSAFE_PATH, "filename is no file name on this machine");
    }
  }
}
