package org.agegender.cli.predict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.agegender.cli.console.Console;
import org.agegender.core.Progress;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PictureOutcome;

/** Prints what comes of each picture, draws its copy, and counts. For one use. */
public final class PredictionRun {

  private final Console console;
  private final OutcomeFormat format;
  private final Optional<AnnotatedCopies> copies;
  private int unreadable;
  private int faces;
  private int withoutFaces;
  private int notDrawn;

  /**
   * @param format of what is printed
   * @param copies of the same pictures that are analysed
   */
  public PredictionRun(Console console, OutcomeFormat format, Optional<AnnotatedCopies> copies) {
    this.console = console;
    this.format = format;
    this.copies = copies;
  }

  /**
   * Analyses the pictures of a list, in order.
   *
   * @param task is told of each picture
   * @throws IOException if an annotated copy cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public void analyze(PhotoAnalyzer analyzer, PictureList list, Progress.Task task)
      throws IOException, InterruptedException {
    print(format.header());
    try {
      analyzer.analyzeAll(
          list.files(),
          outcome -> {
            take(outcome);
            task.advance(1);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void take(PictureOutcome outcome) {
    print(format.lines(outcome));
    if (outcome instanceof PictureOutcome.Unreadable bad) {
      unreadable++;
      console.say("agegender: " + bad.error());
    } else if (outcome instanceof PictureOutcome.Analysed analysed) {
      faces += analysed.faces().size();
      withoutFaces += analysed.faces().isEmpty() ? 1 : 0;
      if (analysed.photo().leftOut() > 0) {
        console.say(
            "agegender: %s: %d more faces were left out (--max-faces)"
                .formatted(outcome.picture(), analysed.photo().leftOut()));
      }
    }
    if (copies.isPresent()) {
      try {
        copies.get().write(outcome).ifPresent(this::withoutCopy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void withoutCopy(String reason) {
    notDrawn++;
    console.say("agegender: " + reason);
  }

  private void print(String lines) {
    if (!lines.isEmpty()) {
      console.result(lines);
    }
  }

  /** How many pictures could not be read. */
  public int unreadable() {
    return unreadable;
  }

  /** How many pictures were read, but no annotated copy of them could be made. */
  public int notDrawn() {
    return notDrawn;
  }

  /** How many faces all pictures have. */
  public int faces() {
    return faces;
  }

  /** How many pictures were read and have no face. */
  public int withoutFaces() {
    return withoutFaces;
  }
}
