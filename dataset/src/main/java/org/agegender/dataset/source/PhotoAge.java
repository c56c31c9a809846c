package org.agegender.dataset.source;

import java.time.LocalDate;
import java.time.Month;
import java.util.OptionalInt;

/** The age in a photograph of IMDB-WIKI, of which the date of birth and the year are known. */
final class PhotoAge {

  /** The MATLAB serial date number of 1970-01-01; day 1 is 0000-01-01. */
  private static final long EPOCH = 719_529;

  /** Dates beyond are no dates: 20,000 years of days either way. */
  private static final double MAX_DAYS = 20_000 * 366.0;

  private PhotoAge() {}

  /**
   * Whole years between birth and the middle of the photograph's year; negative and absurd if the
   * numbers are.
   *
   * @param dob date of birth, a MATLAB serial date number; a fraction is the time of day
   * @param photoYear the year the photograph was taken
   * @return empty if one of them is no date at all
   */
  static OptionalInt years(double dob, double photoYear) {
    if (!(Math.abs(dob) <= MAX_DAYS && Math.abs(photoYear) <= MAX_DAYS)) {
      return OptionalInt.empty();
    }
    LocalDate birth = LocalDate.ofEpochDay((long) Math.floor(dob) - EPOCH);
    boolean bornBeforeJuly = birth.getMonth().compareTo(Month.JULY) < 0;
    int years = (int) photoYear - birth.getYear();
    return OptionalInt.of(bornBeforeJuly ? years : years - 1);
  }
}
