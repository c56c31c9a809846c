package org.agegender.dataset.input;

/**
 * Texts of others in a CSV file that people open in a spreadsheet: one that begins like a formula
 * would be run there, so that an apostrophe is put in front (OWASP, "CSV injection"). Texts that
 * begin with an apostrophe get one too, so that every text can be read back.
 */
public final class GuardedText {

  private static final String FORMULA_BEGINS = "=+-@\t\r\n'";

  private GuardedText() {}

  /** The text as it is written. */
  public static String guard(String text) {
    boolean risky = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
    return risky ? "'" + text : text;
  }

  /** The text that {@link #guard} was given. */
  public static String unguard(String written) {
    return written.startsWith("'") ? written.substring(1) : written;
  }
}
