package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FolderLockTest {

  private static final String REFUSAL = "somebody else writes here";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve(".lock");
  }

  /** Another process: takes the lock if it can, and says whether. */
  static final class Other {

    private Other() {}

    public static void main(String[] args) throws IOException {
      try (FolderLock lock = FolderLock.acquire(Path.of(args[0]), REFUSAL)) {
        System.out.println("acquired");
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void asLongAsItIsHeldNobodyElseGetsItWhoeverTriedBefore() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder).resolve(".lock");
    try (FolderLock held = FolderLock.acquire(file, REFUSAL)) {
      assertThat(held).isNotNull();
      assertThat(anotherProcess()).isEqualTo(REFUSAL);
      for (Path name : new Path[] {file, link}) {
        assertThatThrownBy(() -> FolderLock.acquire(name, REFUSAL))
            .isInstanceOf(InvalidInputException.class)
            .hasMessage(REFUSAL);
      }
      assertThat(anotherProcess()).isEqualTo(REFUSAL);
    }
    assertThat(anotherProcess()).isEqualTo("acquired");
    FolderLock.acquire(file, REFUSAL).close();
  }

  @Test
  void aLockThatCannotBeMadeIsNotHeld() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(() -> FolderLock.acquire(file, REFUSAL)).isInstanceOf(IOException.class);
    Files.delete(file);
    FolderLock lock = FolderLock.acquire(file, REFUSAL);
    lock.deleteFile();
    lock.close();
    assertThat(file).doesNotExist();
  }

  private String anotherProcess() throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String said = other.inputReader().readLine();
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return said;
    } finally {
      other.destroyForcibly();
    }
  }
}
