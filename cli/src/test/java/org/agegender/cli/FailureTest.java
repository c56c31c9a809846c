package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;

final class FailureTest {

  private final CapturedConsole captured = new CapturedConsole(false);

  private int report(Throwable failure) {
    return new Failure(captured.console(), false).report(failure);
  }

  @Test
  void wrongInputIsTheUsersAndHasCodeTwo() {
    assertThat(report(new InvalidInputException("train.csv line 17: no"))).isEqualTo(2);
    assertThat(captured.errLines()).containsExactly("agegender: train.csv line 17: no");
  }

  @Test
  void aFullDiskIsNamedWithTheFile() {
    IOException full = new FileSystemException("run/last", null, "No space left on device");
    assertThat(report(new UncheckedIOException(full))).isEqualTo(2);
    assertThat(captured.errLines())
        .containsExactly(
            "agegender: run/last: No space left on device;"
                + " free some and run the command again (train: with --resume)");
  }

  @Test
  void missingAndForbiddenFilesReadLikeSpeech() {
    assertThat(Failure.message(new NoSuchFileException("a"))).contains("a: there is no such");
    assertThat(Failure.message(new AccessDeniedException("b"))).isEqualTo("b: permission denied");
    assertThat(Failure.message(new FileAlreadyExistsException("c"))).startsWith("c: is in the way");
    assertThat(Failure.message(new NotDirectoryException("d"))).startsWith("d: is no folder");
  }

  @Test
  void pathsThatCannotBeUsedAreTheUsersAndFailingDevicesAreNot() {
    for (IOException path :
        List.of(
            new NoSuchFileException("a"),
            new AccessDeniedException("a"),
            new FileAlreadyExistsException("a"),
            new NotDirectoryException("a"),
            new FileSystemException("a/b", null, "Not a directory"))) {
      assertThat(report(path)).as(path.toString()).isEqualTo(2);
      assertThat(report(new UncheckedIOException(path))).as(path.toString()).isEqualTo(2);
    }
    assertThat(report(new FileSystemException("a", null, "Input/output error"))).isEqualTo(1);
    assertThat(report(new IOException("Input/output error"))).isEqualTo(1);
  }

  @Test
  void anythingElseAsksForAReportInOneLine() {
    assertThat(report(new IllegalStateException("two\nlines"))).isEqualTo(1);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("IllegalStateException: two lines", "--stacktrace");
  }

  @Test
  void lackOfMemoryNamesTheWayOut() {
    assertThat(Failure.message(new OutOfMemoryError("Java heap space")))
        .contains("Java heap space", "AGEGENDER_JAVA_OPTS=-Xmx");
  }
}
