package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @Test
  void failureKeepsTheOldFileAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weights");
    AtomicFile.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(file + ": No space left on device");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void replacesWhatAKilledWriterLeft(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve(".weights.part"), "half of something longer");
    AtomicFile.writeString(folder.resolve("weights"), "new");
    assertThat(folder.resolve("weights")).hasContent("new");
    assertThat(folder.resolve(".weights.part")).doesNotExist();
  }
}
