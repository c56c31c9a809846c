package org.agegender.cli;

import java.util.function.Supplier;
import org.agegender.cli.console.Console;
import org.agegender.models.ModelCache;

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
    return run(console, ModelCache::standard, arguments);
  }

  /**
   * Runs one command with a cache of files that others publish.
   *
   * @param cache is asked for when the command needs it
   */
  static int run(Console console, Supplier<ModelCache> cache, String... arguments) {
    try {
      return CommandLines.create(console, cache).execute(arguments);
    } catch (OutOfMemoryError e) {
      return new Failure(console, false).report(e);
    }
  }
}
