package org.agegender.dataset.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {

  @TempDir Path folder;

  @Test
  void everyPictureComesOnceHoweverOftenTheFileIsGoneThrough() throws Exception {
    Path file = folder.resolve("it's.parquet");
    write(file, "SELECT ('picture ' || i)::BLOB AS \"im\"\"age\" FROM range(3000) t(i)");
    List<String> expected = IntStream.range(0, 3000).mapToObj(i -> "picture " + i).toList();
    for (long atOnce : new long[] {1L << 20, 10_000, 1}) {
      List<String> found = new ArrayList<>();
      try (ParquetFile opened = ParquetFile.open(file)) {
        assertThat(opened.columns()).containsExactly("im\"age");
        opened.pictures(
            "im\"age",
            1000,
            atOnce,
            (sha256, bytes) -> {
              assertThat(sha256).isEqualTo(Sha256.of(bytes));
              found.add(new String(bytes, StandardCharsets.UTF_8));
            });
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void picturesThatAreTooLargeAreLeftOut() throws Exception {
    Path file = folder.resolve("a.parquet");
    write(file, "SELECT repeat('x', i)::BLOB AS image FROM range(1, 10) t(i)");
    List<Integer> lengths = new ArrayList<>();
    try (ParquetFile opened = ParquetFile.open(file)) {
      opened.pictures("image", 3, (sha256, bytes) -> lengths.add(bytes.length));
    }
    assertThat(lengths).containsExactly(1, 2, 3);
  }

  @Test
  void aFileThatIsAbsentOrAViewOfOthersIsRefused() throws Exception {
    assertThatThrownBy(() -> ParquetFile.open(folder.resolve("none.parquet")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no such Parquet file");
    // A name with a pattern must not read its neighbours.
    write(folder.resolve("ab.parquet"), "SELECT 1 AS image");
    Path pattern = folder.resolve("*.parquet");
    Files.copy(folder.resolve("ab.parquet"), pattern);
    write(folder.resolve("z.parquet"), "SELECT 2 AS other");
    assertThatThrownBy(() -> ParquetFile.open(pattern).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read as a Parquet file");
  }

  private static void write(Path file, String query) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet)"
              .formatted(query, file.toString().replace("'", "''")));
    }
  }
}
