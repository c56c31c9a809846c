package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.cli.console.Console;
import org.agegender.cli.predict.CsvFormat;
import org.agegender.cli.predict.JsonFormat;
import org.agegender.cli.predict.OutcomeFormat;
import org.agegender.cli.predict.PictureList;
import org.agegender.cli.predict.TableFormat;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.PictureOutcome;
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
      "Each picture is taken as one face, cropped as the training set was (--no-detect). A picture"
          + " that cannot be read is reported and the others go on; the exit code is then 1.",
      "The range of ages holds 80 %% of the network's probability."
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

  @Mixin private PictureOptions limits;

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description =
          "Pictures, or folders that are searched for files named *.jpg, *.jpeg, *.png, *.webp,"
              + " *.bmp, *.tif and *.tiff.")
  private List<Path> named;

  PredictCommand(Console console, FilesAtHand files) {
    this.console = console;
    this.files = files;
  }

  @Override
  public Integer call() throws Exception {
    if (!noDetect) {
      throw new InvalidInputException(
          "predict: this version does not look for faces in photographs; crop each face to a"
              + " picture of its own, as the training set was cropped, and add --no-detect");
    }
    return new Work(console, "prediction", "the pictures printed so far are complete")
        .run(this::predict);
  }

  private int predict() throws IOException, InterruptedException {
    PhotoOptions options = PhotoOptions.DEFAULT.withLimits(limits.limits());
    PictureList list = PictureList.of(named, Optional.empty());
    if (list.passedOver() > 0) {
      console.say(
          "agegender: %d files in the folders named do not end in %s and were passed over"
              .formatted(list.passedOver(), PictureList.extensions()));
    }
    if (list.files().isEmpty()) {
      throw new InvalidInputException(
          "predict: at least one picture is required, found none in " + named);
    }
    AtomicInteger failures = new AtomicInteger();
    try (FaceModel opened = FaceModel.open(model.path(files));
        Progress.Task task = progress(list).start("predict", list.files().size())) {
      OutcomeFormat printed = format(list);
      print(printed.header());
      PhotoAnalyzer.ofWholePictures(opened, options)
          .analyzeAll(
              list.files(),
              outcome -> {
                print(printed.lines(outcome));
                if (outcome instanceof PictureOutcome.Unreadable unreadable) {
                  failures.incrementAndGet();
                  console.say("agegender: " + unreadable.error());
                }
                task.advance(1);
              });
    }
    if (failures.get() > 0) {
      console.say(
          "agegender: %d of %d pictures could not be read"
              .formatted(failures.get(), list.files().size()));
      return ExitCode.FAILURES;
    }
    return ExitCode.DONE;
  }

  /** A few pictures need no bar. */
  private Progress progress(PictureList list) {
    return list.files().size() < FEW ? Progress.silent() : console.progress();
  }

  private OutcomeFormat format(PictureList list) {
    return switch (format) {
      case TABLE -> TableFormat.wideEnoughFor(list.files(), false);
      case JSON -> new JsonFormat(false);
      case CSV -> new CsvFormat();
    };
  }

  private void print(String lines) {
    if (!lines.isEmpty()) {
      console.result(lines);
    }
  }
}
