package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.agegender.cli.console.Console;
import org.agegender.cli.console.StopHook;
import org.agegender.core.InvalidInputException;
import org.agegender.inference.FaceModel;
import org.agegender.inference.InferenceOptions;
import org.agegender.server.Access;
import org.agegender.server.ApiKey;
import org.agegender.server.FaceServer;
import org.agegender.server.ServerOptions;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.DetectorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agegender serve}. */
@Command(
    name = "serve",
    header = "Answer over HTTP: ages and genders of the faces in pictures.",
    description = {
      "",
      "A page at /, photographs at /v1/analyze, the bare network by the Open Inference Protocol at"
          + " /v2, figures for Prometheus at /metrics, and all of it described at /docs. Listens to"
          + " this machine alone unless told. Pictures are not written to disk and not logged.",
      "SIGTERM and Ctrl-C let the requests in flight finish; the exit code is then 0."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ServeCommand implements Callable<Integer> {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private final Console console;
  private final FilesAtHand files;

  @Mixin private ModelOption model;

  @Mixin private DetectorOption detector;

  @Option(
      names = "--no-detect",
      description =
          "Take each picture as one face, cropped as the training set was, without looking for faces"
              + " in it.")
  private boolean noDetect;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen (default: ${DEFAULT-VALUE}, this machine alone; 0.0.0.0 for all"
              + " networks: then use --api-key-file and a proxy that speaks TLS).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "Demand one of the keys in this file, one a line, with every request for data, as"
              + " 'Authorization: Bearer KEY' or 'X-API-Key: KEY'.")
  private @Nullable Path keyFile;

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description =
          "Let pages of this web site call the service, such as https://example.org; may be"
              + " repeated (default: none).")
  private List<String> origins = List.of();

  @Mixin private ServiceLimits limits;

  ServeCommand(Console console, FilesAtHand files) {
    this.console = console;
    this.files = files;
  }

  @Override
  public Integer call() throws Exception {
    if (noDetect && detector.named()) {
      throw new InvalidInputException("serve: --detector and --no-detect exclude each other");
    }
    CountDownLatch asked = new CountDownLatch(1);
    try (StopHook hook =
        StopHook.install(console, "the service", asked::countDown, ExitCode.DONE)) {
      serve(asked);
      return ExitCode.DONE;
    }
  }

  private void serve(CountDownLatch asked) throws IOException, InterruptedException {
    ServerOptions options = options();
    InferenceOptions running =
        InferenceOptions.DEFAULT
            .withThreads(1)
            .withBatchSize(options.analysis().batching().batchSize());
    try (FaceModel opened = model.open(files, console, running)) {
      if (noDetect) {
        serve(asked, options, opened, Optional.empty());
      } else {
        try (FaceDetector found = detector.open(files, console, DetectorOptions.DEFAULT)) {
          serve(asked, options, opened, Optional.of(found));
        }
      }
    }
  }

  private void serve(
      CountDownLatch asked, ServerOptions options, FaceModel opened, Optional<FaceDetector> found)
      throws InterruptedException {
    try (FaceServer server = FaceServer.start(options, opened, found)) {
      warn(server, options);
      console.say("agegender: listening at " + server.address());
      asked.await();
    }
    console.say("agegender: the service has stopped");
  }

  private ServerOptions options() {
    List<ApiKey> keys = keyFile == null ? List.of() : ApiKey.read(keyFile);
    try {
      return new ServerOptions(
          host.strip(),
          port,
          new Access(keys, new HashSet<>(origins)),
          limits.http(),
          limits.analysis(),
          limits.stopTime());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("serve: " + e.getMessage(), e);
    }
  }

  private void warn(FaceServer server, ServerOptions options) {
    server.warning().ifPresent(line -> console.say("agegender: " + line));
    if (options.access().keys().isEmpty() && !LOOPBACK.contains(options.host())) {
      console.say(
          "agegender: anybody who reaches %s may ask, without a key; --api-key-file demands one"
              .formatted(options.host()));
    }
  }
}
