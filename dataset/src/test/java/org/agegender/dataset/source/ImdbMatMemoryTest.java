package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImdbMatMemoryTest {

  private static final int SCALE = 16;
  private static final long LONG_ENOUGH_SECONDS = 240;

  @TempDir Path folder;

  @Test
  void aSixteenthOfImdbIsReadInASixteenthOfAGigabyte() throws Exception {
    Path file = folder.resolve("imdb.mat");
    ImdbMatBenchmark.write(file, ImdbMatBenchmark.ROWS / SCALE);

    String output = readInHeapOf(1024 / SCALE, file);

    // Of 28,795 rows those whose number modulo 4 is 0 (no face) or 1 (a second one) are left out.
    assertThat(output).contains("14397 candidates, 14398 rejections in ");
  }

  @Test
  void withTooLittleMemoryTheUserIsToldSo() throws Exception {
    Path file = folder.resolve("imdb.mat");
    ImdbMatBenchmark.write(file, ImdbMatBenchmark.ROWS / SCALE);

    String output = readInHeapOf(24, file);

    assertThat(output).contains("InvalidInputException: " + file).contains("allow more by -Xmx");
    assertThat(output).doesNotContain("OutOfMemoryError");
  }

  private String readInHeapOf(int megabytes, Path file) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                ImdbMatBenchmark.class.getName(),
                "read",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      assertThat(ended).as(said).isTrue();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
