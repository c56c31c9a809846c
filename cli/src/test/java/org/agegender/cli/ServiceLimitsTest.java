package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.agegender.inference.PhotoOptions;
import org.agegender.server.AnalysisOptions;
import org.agegender.server.HttpLimits;
import org.agegender.server.batch.BatchOptions;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class ServiceLimitsTest {

  /** Another value for each option, and none the default of another. */
  private static final String ALL =
      "--max-body 3M --max-pixels 1000001 --max-pictures 5 --max-faces 7 --request-timeout 11"
          + " --stop-timeout 13 --max-connections 17 --threads 3 --queue 19 --batch-size 23"
          + " --batch-wait-ms 29";

  @Command
  private static final class Line {
    @Mixin private ServiceLimits limits;
  }

  private static ServiceLimits limits(String options) {
    Line line = new Line();
    new CommandLine(line).parseArgs(options.isEmpty() ? new String[0] : options.split(" "));
    return line.limits;
  }

  @Test
  void everyOptionHasAValueHere() {
    Set<String> options = new CommandLine(new Line()).getCommandSpec().optionsMap().keySet();
    assertThat(ALL.split(" ")).containsAll(options).hasSize(2 * options.size());
  }

  @Test
  void whatAClientMayTakeIsAsTheOptionsSay() {
    HttpLimits rest = HttpLimits.DEFAULT;
    assertThat(limits(ALL).http())
        .isEqualTo(
            new HttpLimits(
                3 << 20,
                5,
                Duration.ofSeconds(11),
                rest.headTime(),
                rest.idleTime(),
                rest.minBytesPerSecond(),
                17,
                rest.maxWaitingBytes()));
  }

  @Test
  void picturesAreWorkedOnAsTheOptionsSay() {
    PhotoOptions pictures =
        PhotoOptions.DEFAULT.withLimits(new PictureLimits(1_000_001, 3 << 20)).withMaxFaces(7);
    assertThat(limits(ALL).analysis())
        .isEqualTo(
            new AnalysisOptions(
                pictures, 3, 24, 19, new BatchOptions(23, 3, 92, Duration.ofMillis(29))));
  }

  @Test
  void moreFacesWaitWhereTheQueueIsLongerThanABatch() {
    assertThat(limits("--batch-size 8 --queue 40").analysis().batching().queue()).isEqualTo(160);
  }

  @Test
  void theServiceWaitsAsLongAsToldWhenItStops() {
    assertThat(limits(ALL).stopTime()).isEqualTo(Duration.ofSeconds(13));
  }

  @Test
  void withoutOptionsTheLimitsAreTheServicesOwnAndAllProcessorsWork() {
    assertThat(limits("").http()).isEqualTo(HttpLimits.DEFAULT);
    int processors = Runtime.getRuntime().availableProcessors();
    AnalysisOptions analysis = limits("").analysis();
    assertThat(analysis.threads()).isEqualTo(processors);
    assertThat(analysis.inFlight()).isEqualTo(8 * processors);
    assertThat(analysis.batching().workers()).isEqualTo(processors);
    assertThat(limits("").stopTime()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "500K, 512000",
    "500k, 512000",
    "2m, 2097152",
    "1000000, 1000000",
    "1024M, 1073741824"
  })
  void sizesAreInBytesOrTheirMultiples(String size, int bytes) {
    ServiceLimits limits = limits("--max-body " + size);
    assertThat(limits.http().maxBodyBytes()).isEqualTo(bytes);
    assertThat(limits.analysis().pictures().limits().maxBytes()).isEqualTo(bytes);
  }
}
