package org.agegender.cli;

import org.agegender.cli.console.Console;

/** The entry of the program. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process.
   *
   * @param arguments as in {@code agegender --help}
   */
  public static void main(String[] arguments) {
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
      return CommandLines.create(console, files).execute(arguments);
    } catch (OutOfMemoryError e) {
      return new Failure(console, false).report(e);
    }
  }
}
