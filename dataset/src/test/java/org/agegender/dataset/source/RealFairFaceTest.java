package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealFairFaceTest {

  /** The rows are counted by splitting lines, without the reader of tables. */
  @Test
  void everyRowOfTheSampleIsReadWithItsRange() throws IOException {
    String data = System.getenv("AGEGENDER_DATA");
    Path folder = Path.of(data == null ? "../../shared/data" : data).resolve("fairface");
    Path table = folder.resolve("fairface_label_val.csv");
    assumeTrue(Files.exists(table), () -> "no FairFace sample in " + folder + "; skipped");
    Map<String, Long> rows;
    try (Stream<String> lines = Files.lines(table)) {
      rows =
          lines
              .skip(1)
              .map(line -> line.split(",", -1)[1])
              .collect(
                  Collectors.groupingBy(
                      age -> age.replace("more than 70", "70-100"), Collectors.counting()));
    }
    Listing listing = FairFaceSource.of(folder, Optional.empty()).list();
    assertThat(listing.rejections()).isEmpty();
    assertThat(
            listing.candidates().stream()
                .map(c -> c.label().range())
                .collect(
                    Collectors.groupingBy(
                        range -> range.low() + "-" + range.high(), Collectors.counting())))
        .isEqualTo(rows);
    assertThat(listing.candidates()).allMatch(c -> Files.exists(c.picture()));
  }
}
