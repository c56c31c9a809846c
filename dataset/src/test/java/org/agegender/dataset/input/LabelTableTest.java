package org.agegender.dataset.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelTableTest {

  @TempDir Path folder;

  @Test
  void moreFieldsThanFitIntoTheMemoryAreRefused() throws IOException {
    Path table = Files.writeString(folder.resolve("labels.csv"), "a,b\n1,2\n3,4\n5,6\n");
    assertThat(LabelTable.read(table, List.of(), ',', 6).rows()).hasSize(3);
    assertThatThrownBy(() -> LabelTable.read(table, List.of(), ',', 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            table
                + " line 4: a file of labels has at most 5 fields; split it or leave columns out");
  }

  @Test
  void aFileBeyondTheLimitIsNotRead() throws IOException {
    Path table = folder.resolve("labels.csv");
    try (RandomAccessFile holes = new RandomAccessFile(table.toFile(), "rw")) {
      holes.setLength((256L << 20) + 1);
    }
    assertThatThrownBy(() -> LabelTable.read(table, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 268435457 bytes, a file of labels has at most 268435456");
  }
}
