package org.agegender.cli.console;

import java.util.Locale;

/**
 * How far a piece of work is and how fast it goes.
 *
 * @param before steps done before the start
 * @param done steps done in all
 * @param total steps in all, or -1 if unknown
 * @param seconds since the start
 */
record Pace(long before, long done, long total, double seconds) {

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final double FAST = 10;

  /** Such as {@code 3400 of 21311 (15 %), 850/s, 21 s left}. */
  String describe() {
    if (total <= 0) {
      return "%d, %s".formatted(done, rate());
    }
    String share = "%d of %d (%d %%), %s".formatted(done, total, 100 * done / total, rate());
    if (done == before || done >= total) {
      return share;
    }
    return share + ", " + duration(seconds * (total - done) / (done - before)) + " left";
  }

  /** Such as {@code 850/s} or {@code 1.5/s}. */
  String rate() {
    double rate = seconds > 0 ? (done - before) / seconds : 0;
    return String.format(Locale.ROOT, rate >= FAST ? "%.0f/s" : "%.1f/s", rate);
  }

  /** Such as {@code 21 s}, {@code 3 min 05 s} or {@code 2 h 10 min}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return whole + " s";
    }
    if (whole < HOUR) {
      return "%d min %02d s".formatted(whole / MINUTE, whole % MINUTE);
    }
    return "%d h %02d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
  }
}
