package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.prepare.Exclusions;
import org.agegender.dataset.prepare.NearCopies;
import org.agegender.dataset.prepare.Preparation;
import org.agegender.dataset.prepare.PreparationResult;
import org.agegender.dataset.prepare.PrepareOptions;
import org.agegender.dataset.prepare.Split;
import org.agegender.dataset.prepare.SplitShares;
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

  private final Console console;
  private final FilesAtHand files;

  @Mixin private SourceOptions source;

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
      names = "--split",
      paramLabel = "T,V,T",
      description =
          "Shares of train, val and test, 0,0,1 for a set to judge by; or published: the parts of"
              + " the data set itself (appa-real, fairface, parquet, imagefolder, csv with a column"
              + " part) (default: 0.8,0.1,0.1).")
  private @Nullable String split;

  @Option(
      names = "--val-to-train",
      paramLabel = "R",
      description =
          "Once all is split, move this share of val to train: for a last training on more faces,"
              + " judged by the same test part (default: 0).")
  private @Nullable Double valToTrain;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description =
          "Deal out to N folds instead, no person in two of them: DIR/fold-0 and so on, each a set"
              + " to train on, tested on its fold; or published: the folds of the data set itself"
              + " (adience, csv with a column part).")
  private @Nullable String folds;

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

  @Option(
      names = "--exclude",
      paramLabel = "FILE.csv",
      description =
          "Leave out the records that the column 'source' of this table names, such as one that"
              + " 'suspects' wrote.")
  private @Nullable Path exclude;

  @Option(
      names = "--near-copies",
      paramLabel = "WHAT",
      defaultValue = "keep",
      description =
          "reject: find pictures that show the same photograph, scaled, compressed, coloured or"
              + " mirrored, and treat them as exact copies are: one is kept, or none if their genders"
              + " differ or their ages by more than 5 years; keep: do not look for them (default:"
              + " ${DEFAULT-VALUE}).")
  private NearCopies nearCopies = NearCopies.KEEP;

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
    PreparationResult result = Preparation.run(source.open(), options.build(), console.progress());
    console.result(PreparedText.of(result, output));
    if (!result.unmatched().isEmpty()) {
      console.say("agegender: " + PreparedText.unmatched(result.unmatched()));
    }
    return ExitCode.DONE;
  }

  private PrepareOptions.Builder options() throws IOException {
    PrepareOptions.Builder options =
        PrepareOptions.builder(source.input(), output)
            .imageSize(imageSize)
            .minFaceScore(source.minFaceScore())
            .clipAges(source.clipAges())
            .split(split())
            .seed(seed)
            .overwrite(overwrite)
            .nearCopies(nearCopies)
            .maxPixels(pictures.limits().maxPixels());
    if (workers != null) {
      options.workers(workers);
    }
    source.metadata().ifPresent(options::metadata);
    if (exclude != null) {
      options.exclude(Exclusions.read(exclude));
    }
    return options;
  }

  private Split split() {
    if (folds == null) {
      Split parts = split == null ? new Split.ByShares(SplitShares.DEFAULT) : Split.parse(split);
      return valToTrain == null ? parts : parts.withValToTrain(valToTrain);
    }
    if (valToTrain != null) {
      throw new InvalidInputException("prepare: give --val-to-train or --folds, not both");
    }
    if (split != null) {
      throw new InvalidInputException("prepare: give --split or --folds, not both");
    }
    return Split.parseFolds(folds);
  }
}
