package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.cli.predict.AnnotatedCopies;
import org.agegender.cli.predict.CsvFormat;
import org.agegender.cli.predict.JsonFormat;
import org.agegender.cli.predict.OutcomeFormat;
import org.agegender.cli.predict.PictureList;
import org.agegender.cli.predict.PredictionRun;
import org.agegender.cli.predict.TableFormat;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.inference.FaceModel;
import org.agegender.inference.InferenceOptions;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.PictureDecoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agegender predict}. */
@Command(
    name = "predict",
    header = "Tell age and gender of the faces in pictures.",
    description = {
      "",
      "Finds the faces of each picture and cuts them out as those were that the model learnt from."
          + " A picture without faces is no failure. A picture or folder that cannot be read is"
          + " reported and the others go on; the exit code is then 1. The range of ages is meant to"
          + " hold the age of 80 %% of faces; 'calibrate' makes it do so."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PredictCommand implements Callable<Integer> {

  /** How the predictions are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  private static final int FEW = 100;

  private final Console console;
  private final FilesAtHand files;

  @Mixin private ModelOption model;

  @Mixin private DetectorOption detector;

  @Mixin private FaceOptions faces;

  @Option(
      names = "--no-detect",
      description =
          "Take each picture as one face, without looking for faces in it. It must be cropped as the"
              + " training set of the model was: with prepare --align, if that was.")
  private boolean noDetect;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json (one object a line) or csv (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--full",
      description =
          "json: also the landmarks of each face, and the probability of each age and gender.")
  private boolean full;

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description =
          "Write a copy of each picture with boxes and labels to this folder, laid out as 'cp -r'"
              + " would.")
  private @Nullable Path annotate;

  @Option(names = "--overwrite", description = "Replace files in the folder of --annotate.")
  private boolean overwrite;

  @Mixin private PictureOptions limits;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description =
          "Pictures, or folders that are searched for files named *.jpg, *.jpeg, *.png, *.webp,"
              + " *.bmp, *.gif, *.tif and *.tiff.")
  private List<Path> named;

  PredictCommand(Console console, FilesAtHand files) {
    this.console = console;
    this.files = files;
  }

  @Override
  public Integer call() throws Exception {
    if (noDetect && (detector.named() || faces.named())) {
      throw new InvalidInputException(
          "--no-detect looks for no faces; leave out --detector, --min-score, --min-face and"
              + " --max-faces, or --no-detect");
    }
    if (full && format != Format.JSON) {
      throw new InvalidInputException("--full has its place in JSON only; add --format json");
    }
    return new Work(console, "prediction", "the pictures printed so far are complete")
        .run(this::predict);
  }

  private int predict() throws IOException, InterruptedException {
    PhotoOptions options = faces.of(PhotoOptions.DEFAULT.withLimits(limits.limits()));
    PictureList list = list();
    try (FaceModel opened = model.open(files, console, InferenceOptions.DEFAULT)) {
      if (noDetect) {
        return predict(PhotoAnalyzer.ofWholePictures(opened, options), list);
      }
      try (FaceDetector found = detector.open(files, console, faces.detector())) {
        return predict(PhotoAnalyzer.of(opened, found, options), list);
      }
    }
  }

  private PictureList list() throws IOException {
    PictureList list = PictureList.of(named, Optional.ofNullable(annotate));
    if (list.passedOver() > 0) {
      console.say(
          "agegender: %d files in the folders named do not end in %s and were passed over"
              .formatted(list.passedOver(), PictureList.extensions()));
    }
    if (list.results() > 0) {
      console.say(
          "agegender: %d pictures in the folder of --annotate were passed over"
              .formatted(list.results()));
    }
    list.unreadable()
        .forEach(
            folder -> console.say("agegender: %s: the folder cannot be read".formatted(folder)));
    if (list.entries().isEmpty()) {
      throw new InvalidInputException(
          "predict: at least one picture is required, found none in " + named);
    }
    return list;
  }

  private int predict(PhotoAnalyzer analyzer, PictureList list)
      throws IOException, InterruptedException {
    analyzer.warning().ifPresent(warning -> console.say("agegender: " + warning));
    PredictionRun run = new PredictionRun(console, format(list), copies(list));
    try (Progress.Task task = progress(list).start("predict", list.entries().size())) {
      run.analyze(analyzer, list, task);
    }
    int all = list.entries().size();
    if (run.unreadable() > 0) {
      console.say(
          "agegender: %d of %d pictures could not be read".formatted(run.unreadable(), all));
    }
    int folders = list.unreadable().size();
    if (folders > 0) {
      console.say("agegender: %d folders could not be read".formatted(folders));
    }
    if (!noDetect) {
      console.say(
          "agegender: %d faces in %d pictures, %d of them without a face"
              .formatted(run.faces(), all - run.unreadable(), run.withoutFaces()));
    }
    return run.unreadable() + run.notDrawn() + folders > 0 ? ExitCode.FAILURES : ExitCode.DONE;
  }

  private Optional<AnnotatedCopies> copies(PictureList list) throws IOException {
    if (annotate == null) {
      return Optional.empty();
    }
    PictureDecoder decoder = new PictureDecoder(limits.limits());
    return Optional.of(AnnotatedCopies.in(annotate, list, decoder, overwrite));
  }

  /** A few pictures need no bar. */
  private Progress progress(PictureList list) {
    return list.entries().size() < FEW ? Progress.silent() : console.progress();
  }

  private OutcomeFormat format(PictureList list) {
    return switch (format) {
      case TABLE -> TableFormat.wideEnoughFor(list.files(), !noDetect);
      case JSON -> new JsonFormat(full);
      case CSV -> new CsvFormat();
    };
  }
}
