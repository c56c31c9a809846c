package org.agegender.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A console whose two streams are kept for a test to look at. */
public final class CapturedConsole {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  public CapturedConsole(boolean terminal) {
    console = console(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
  }

  private CapturedConsole(PrintStream results) {
    console = console(results, false);
  }

  /** One whose standard output takes nothing, as a full disk or the pipe of a reader that ended. */
  public static CapturedConsole withLostOutput() {
    PrintStream results = new PrintStream(OutputStream.nullOutputStream());
    results.close();
    return new CapturedConsole(results);
  }

  private Console console(PrintStream results, boolean terminal) {
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Console(results, messages, terminal, 100);
  }

  public Console console() {
    return console;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  public List<String> errLines() {
    return err().lines().toList();
  }
}
