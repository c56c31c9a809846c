package org.agegender.cli;

import java.util.Locale;
import org.agegender.cli.console.Console;
import org.agegender.cli.console.LostOutputException;

/** The entry of the program. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process.
   *
   * @param arguments as in {@code agegender --help}
   */
  public static void main(String[] arguments) {
    // Figures are for programs too, and pictures are labelled in a font that has these digits only.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(run(Console.system(), arguments));
  }

  /**
   * Runs one command.
   *
   * @param console where it writes
   * @param arguments as in {@code agegender --help}
   * @return the exit code: 0 done, 1 done with failures, 2 wrong usage or input
   */
  static int run(Console console, String... arguments) {
    return run(console, FilesAtHand.ofProcess(), arguments);
  }

  /**
   * Runs one command.
   *
   * @param files that the user need not name
   */
  static int run(Console console, FilesAtHand files, String... arguments) {
    try {
      int code = CommandLines.create(console, files).execute(arguments);
      if (code == ExitCode.DONE) {
        // The argument parser does not look what became of its help.
        console.checkResults();
      }
      return code;
    } catch (LostOutputException | OutOfMemoryError e) {
      return new Failure(console, false).report(e);
    }
  }
}
