package org.agegender.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agegender.core.Progress;

/**
 * Where the program writes: results by {@link #result} to standard output, everything else by
 * {@link #say} to standard error, above the progress bar if there is one. Safe for use by several
 * threads.
 */
public final class Console {

  private static final int USUAL_COLUMNS = 80;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final int columns;
  private String bar = "";

  /**
   * @param out for results
   * @param err for everything else
   * @param terminal whether {@code err} is a terminal, where a bar can be drawn
   * @param columns the width of the terminal
   */
  public Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
  }

  /**
   * The process's own streams, in UTF-8. Whether standard error is a terminal is told by the system
   * properties {@code agegender.terminal} and {@code agegender.columns}, which the launcher sets.
   */
  public static Console system() {
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Boolean.getBoolean("agegender.terminal"),
        Integer.getInteger("agegender.columns", USUAL_COLUMNS));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Standard output itself, for the texts of the argument parser. */
  public PrintStream out() {
    return out;
  }

  /** Writes one line to standard error. */
  public synchronized void say(String line) {
    if (bar.isEmpty()) {
      err.println(line);
    } else {
      err.print(CLEAR_LINE + line + System.lineSeparator() + bar);
    }
    err.flush();
  }

  /**
   * Writes a result, one line or more, to standard output; clear of the bar.
   *
   * @throws LostOutputException if standard output takes no more
   */
  public synchronized void result(String lines) {
    if (!bar.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
    out.println(lines);
    out.flush();
    if (!bar.isEmpty()) {
      err.print(bar);
      err.flush();
    }
    checkResults();
  }

  /**
   * Looks whether standard output has taken all that was written to it.
   *
   * @throws LostOutputException if it has not
   */
  public void checkResults() {
    if (out.checkError()) {
      throw new LostOutputException();
    }
  }

  /** A bar where there is a terminal, a line now and then where there is none. */
  public Progress progress() {
    return terminal ? new BarProgress(this) : new LineProgress(this, System::nanoTime);
  }

  /** Standard error itself, for the texts of the argument parser. */
  public PrintStream err() {
    return err;
  }

  int columns() {
    return columns;
  }

  /** Draws the bar over the last one. */
  synchronized void draw(String text) {
    bar = text.stripTrailing();
    err.print(CLEAR_LINE + bar);
    err.flush();
  }

  /** Leaves the bar as it is and goes on below it. */
  synchronized void leaveBar() {
    if (!bar.isEmpty()) {
      bar = "";
      err.println();
      err.flush();
    }
  }
}
