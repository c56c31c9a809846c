package org.agegender.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.agegender.cli.console.Console;
import org.agegender.cli.console.LostOutputException;
import org.agegender.core.DiskFull;
import org.agegender.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Tells the user in one line why a command ended early. */
final class Failure {

  /** The reason of a failure whose path leads through a file; Java has no exception for it. */
  private static final String NOT_A_DIRECTORY = "Not a directory";

  private final Console console;
  private final boolean stackTrace;

  Failure(Console console, boolean stackTrace) {
    this.console = console;
    this.stackTrace = stackTrace;
  }

  /** Says it and gives the exit code: 2 if the input is to blame, else 1. */
  int report(Throwable failure) {
    console.say("agegender: " + message(failure));
    if (stackTrace) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      console.say(trace.toString().stripTrailing());
    }
    return isForTheUserToMend(failure) ? ExitCode.WRONG_INPUT : ExitCode.FAILURES;
  }

  private static boolean isForTheUserToMend(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return isForTheUserToMend(unchecked.getCause());
    }
    return failure instanceof InvalidInputException
        || failure instanceof FileSystemException file && isOfItsPath(file)
        || failure instanceof IOException && DiskFull.isReasonOf(failure);
  }

  /** Whether another path, or other permissions, would do; a failing device is none of these. */
  private static boolean isOfItsPath(FileSystemException e) {
    return e instanceof NoSuchFileException
        || e instanceof AccessDeniedException
        || e instanceof FileAlreadyExistsException
        || isThroughFile(e);
  }

  private static boolean isThroughFile(FileSystemException e) {
    return e instanceof NotDirectoryException || NOT_A_DIRECTORY.equals(e.getReason());
  }

  /** The one line, without the program's name. */
  static String message(Throwable failure) {
    if (failure instanceof InvalidInputException || failure instanceof LostOutputException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return message(unchecked.getCause());
    }
    if (failure instanceof FileSystemException file) {
      return fileMessage(file);
    }
    if (failure instanceof IOException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof OutOfMemoryError) {
      return "out of memory (%s); give Java more with AGEGENDER_JAVA_OPTS=-Xmx8g or work on less at a time"
          .formatted(oneLine(failure.getMessage()));
    }
    return "unexpected failure: %s: %s; run with --stacktrace to see where, and please report it"
        .formatted(failure.getClass().getSimpleName(), oneLine(failure.getMessage()));
  }

  private static String fileMessage(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return e.getFile() + ": there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return e.getFile() + ": permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return e.getFile() + ": is in the way; move it away or name another place";
    }
    if (isThroughFile(e)) {
      return e.getFile() + ": is no folder, or lies in what is none";
    }
    String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    String mend =
        DiskFull.isReasonOf(e)
            ? "; free some and run the command again (train: with --resume)"
            : "";
    return e.getFile() + ": " + oneLine(reason) + mend;
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "no reason given" : String.join(" ", text.strip().lines().toList());
  }
}
