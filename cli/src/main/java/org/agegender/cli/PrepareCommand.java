package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.prepare.Preparation;
import org.agegender.dataset.prepare.PreparationResult;
import org.agegender.dataset.prepare.PrepareOptions;
import org.agegender.dataset.prepare.SplitShares;
import org.agegender.dataset.source.CsvSource;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.ImdbWikiSource;
import org.agegender.dataset.source.UtkFaceSource;
import org.agegender.vision.FaceDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agegender prepare}. */
@Command(
    name = "prepare",
    header = "Turn a published data set, or your own, into a prepared set.",
    description = {
      "",
      "Reads labels and pictures, leaves out what cannot be used (each with its reason in"
          + " rejected.csv), splits by person or content, and writes square crops and train.csv,"
          + " val.csv, test.csv and dataset.json. Stopped at any moment, the same command goes on"
          + " where it was; run again on a whole set, it does nothing."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PrepareCommand implements Callable<Integer> {

  /** The data sets whose labels can be read. */
  enum Source {
    IMDB,
    WIKI,
    UTKFACE,
    CSV
  }

  private final Console console;
  private final FilesAtHand files;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "imdb, wiki, utkface or csv.")
  private Source source;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the pictures.")
  private Path input;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description =
          "The labels: imdb.mat, wiki.mat or a CSV file with filename,age,gender (default:"
              + " imdb.mat, wiki.mat, labels.csv or the only CSV file in the input).")
  private @Nullable Path metadata;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the prepared set; made if absent.")
  private Path output;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      defaultValue = "224",
      description = "Width and height of the crops in pixels (default: ${DEFAULT-VALUE}).")
  private int imageSize;

  @Option(
      names = "--min-face-score",
      paramLabel = "X",
      defaultValue = "1.0",
      description =
          "imdb, wiki: leave out faces that their detector scored lower (default:"
              + " ${DEFAULT-VALUE}).")
  private double minFaceScore;

  @Option(
      names = "--clip-ages",
      description = "utkface, csv: take ages over 100 as 100 instead of leaving them out.")
  private boolean clipAges;

  @Option(
      names = "--split",
      paramLabel = "T,V,T",
      defaultValue = "0.8,0.1,0.1",
      description = "Shares of train, val and test (default: ${DEFAULT-VALUE}).")
  private String split;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The split follows from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that read pictures (default: one for each processor).")
  private @Nullable Integer workers;

  @Option(
      names = "--overwrite",
      description =
          "Replace a set that was made with other options, or other files, in the output.")
  private boolean overwrite;

  @Mixin private AlignmentOptions alignment;

  @Mixin private PictureOptions pictures;

  PrepareCommand(Console console, FilesAtHand files) {
    this.console = console;
    this.files = files;
  }

  @Override
  public Integer call() throws Exception {
    return new Work(console, "preparation", "the same command goes on where it was")
        .run(this::prepare);
  }

  private int prepare() throws IOException {
    Optional<FaceDetector> detector = alignment.open(files, console);
    if (detector.isEmpty()) {
      return prepare(options());
    }
    try (FaceDetector opened = detector.get()) {
      return prepare(options().align(alignment.with(opened)));
    }
  }

  private int prepare(PrepareOptions.Builder options) throws IOException {
    PreparationResult result = Preparation.run(source(), options.build(), console.progress());
    console.result(PreparedText.of(result, output));
    return ExitCode.DONE;
  }

  private PrepareOptions.Builder options() {
    PrepareOptions.Builder options =
        PrepareOptions.builder(input, output)
            .imageSize(imageSize)
            .minFaceScore(minFaceScore)
            .clipAges(clipAges)
            .split(SplitShares.parse(split))
            .seed(seed)
            .overwrite(overwrite)
            .maxPixels(pictures.limits().maxPixels());
    if (workers != null) {
      options.workers(workers);
    }
    if (metadata != null) {
      options.metadata(metadata);
    }
    return options;
  }

  private FaceSource source() throws IOException {
    return switch (source) {
      case IMDB -> ImdbWikiSource.imdb(input, labels("imdb.mat"), minFaceScore);
      case WIKI -> ImdbWikiSource.wiki(input, labels("wiki.mat"), minFaceScore);
      case UTKFACE -> UtkFaceSource.of(withoutMetadata(), clipAges);
      case CSV -> CsvSource.of(input, Optional.ofNullable(metadata), clipAges);
    };
  }

  private Path labels(String usualName) {
    return metadata != null ? metadata : input.resolve(usualName);
  }

  private Path withoutMetadata() {
    if (metadata != null) {
      throw new InvalidInputException(
          "--metadata: utkface has its labels in the names of its files; leave the option out");
    }
    return input;
  }
}
