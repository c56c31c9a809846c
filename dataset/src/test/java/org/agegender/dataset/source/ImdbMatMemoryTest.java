package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImdbMatMemoryTest {

  private static final int SCALE = 16;

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

  private static String readInHeapOf(int megabytes, Path file)
      throws IOException, InterruptedException {
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
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
