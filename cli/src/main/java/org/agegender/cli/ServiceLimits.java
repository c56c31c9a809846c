package org.agegender.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.core.InvalidInputException;
import org.agegender.inference.PhotoOptions;
import org.agegender.server.AnalysisOptions;
import org.agegender.server.HttpLimits;
import org.agegender.server.batch.BatchOptions;
import org.agegender.vision.PictureLimits;
import picocli.CommandLine.Option;

/** What a client of the service may take, and how pictures are worked on. */
final class ServiceLimits {

  /** For each processor: the network's batches are full enough then to pay. */
  private static final int IN_FLIGHT = 8;

  private static final int MOST_THREADS = 1024;
  private static final int MOST_WAITING = 1_000_000;
  private static final int MOST_FACES_AT_ONCE = 1024;
  private static final int MOST_WAIT_MILLIS = 1000;
  private static final int A_DAY = 86_400;

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})([KMkm]?)");

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      defaultValue = "32M",
      description = "The longest body of a request, in bytes, K or M (default: ${DEFAULT-VALUE}).")
  private String maxBody;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "50000000",
      description = "Refuse pictures of more pixels (default: ${DEFAULT-VALUE}).")
  private long maxPixels;

  @Option(
      names = "--max-pictures",
      paramLabel = "N",
      defaultValue = "32",
      description = "The most pictures in a request (default: ${DEFAULT-VALUE}).")
  private int maxPictures;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "The most faces of a picture that are predicted, the largest first, and the most of a"
              + " tensor request (default: ${DEFAULT-VALUE}).")
  private int maxFaces;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Give a request up that could not be answered in so long (default: ${DEFAULT-VALUE}).")
  private int requestTimeout;

  @Option(
      names = "--stop-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "When the service is stopped, wait so long for requests in flight (default:"
              + " ${DEFAULT-VALUE}).")
  private int stopTimeout;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "256",
      description = "The most connections at the same time (default: ${DEFAULT-VALUE}).")
  private int maxConnections;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many processors to use; 0 for all (default: ${DEFAULT-VALUE}). So many pictures are"
              + " decoded at the same time, and so many batches predicted.")
  private int threads;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "How many pictures may wait; more are turned away with 503 (default: ${DEFAULT-VALUE})."
              + " With eight for each processor, it must hold those of a request.")
  private int queue;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "How many faces go through the network at once, at most (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--batch-wait-ms",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How long a batch waits for faces of pictures that are worked on, at most; it never waits"
              + " when there are none (default: ${DEFAULT-VALUE}).")
  private int batchWait;

  HttpLimits http() {
    requireFrom1("--max-pictures", maxPictures, Integer.MAX_VALUE, "");
    requireFrom1("--request-timeout", requestTimeout, A_DAY, " seconds");
    requireFrom1("--max-connections", maxConnections, Integer.MAX_VALUE, "");
    return HttpLimits.DEFAULT
        .withMaxBodyBytes(bytes("--max-body", maxBody))
        .withMaxPictures(maxPictures)
        .withRequestTime(Duration.ofSeconds(requestTimeout))
        .withMaxConnections(maxConnections);
  }

  AnalysisOptions analysis() {
    requireFrom1("--max-pixels", maxPixels, Long.MAX_VALUE, "");
    requireFrom1("--max-faces", maxFaces, Integer.MAX_VALUE, "");
    require("--threads", threads, 0, MOST_THREADS, "");
    requireFrom1("--queue", queue, MOST_WAITING, "");
    requireFrom1("--batch-size", batchSize, MOST_FACES_AT_ONCE, "");
    require("--batch-wait-ms", batchWait, 0, MOST_WAIT_MILLIS, "");
    int processors = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    int inFlight = processors * IN_FLIGHT;
    if (maxPictures > inFlight + queue) {
      throw new InvalidInputException(
          "--max-pictures must be at most %d, the %d of --queue and %d for each of %d --threads,"
                  .formatted(inFlight + queue, queue, IN_FLIGHT, processors)
              + " found %d; lower it or raise --queue".formatted(maxPictures));
    }
    PhotoOptions pictures =
        PhotoOptions.DEFAULT
            .withLimits(new PictureLimits(maxPixels, bytes("--max-body", maxBody)))
            .withMaxFaces(maxFaces);
    return new AnalysisOptions(
        pictures,
        processors,
        inFlight,
        queue,
        new BatchOptions(
            batchSize, processors, Math.max(batchSize, queue) * 4, Duration.ofMillis(batchWait)));
  }

  Duration stopTime() {
    requireFrom1("--stop-timeout", stopTimeout, A_DAY, " seconds");
    return Duration.ofSeconds(stopTimeout);
  }

  private static void requireFrom1(String option, long found, long most, String unit) {
    require(option, found, 1, most, unit);
  }

  private static void require(String option, long found, long least, long most, String unit) {
    if (found < least || found > most) {
      throw new InvalidInputException(
          "%s must be %d..%d%s, found %d".formatted(option, least, most, unit, found));
    }
  }

  private static int bytes(String option, String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      int shift =
          switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 0;
          };
      long bytes = Long.parseLong(matcher.group(1)) << shift;
      if (bytes >= 1 && bytes <= HttpLimits.LARGEST_BODY) {
        return (int) bytes;
      }
    }
    throw new InvalidInputException(
        "%s must be a size such as 500K, 32M or 1000000, 1 to %d bytes, found '%s'"
            .formatted(option, HttpLimits.LARGEST_BODY, text));
  }
}
