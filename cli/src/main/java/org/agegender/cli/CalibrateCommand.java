package org.agegender.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.calibration.CalibrationResult;
import org.agegender.evaluation.calibration.ModelCalibration;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agegender calibrate}. */
@Command(
    name = "calibrate",
    header = "Make a model's age ranges and gender probabilities mean what they say.",
    description = {
      "",
      "Fits age ranges that hold the age of 80 %% of faces, and a temperature of the gender's"
          + " probability, on a part that the network did not learn from, and writes a copy of the"
          + " model that carries both among its metadata. The network stays the same to the byte,"
          + " and so do predicted ages and genders."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class CalibrateCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|RUN",
      description = "A model that 'export' wrote, or the folder of a run.")
  private Path model;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "A prepared set.")
  private Path data;

  @Option(
      names = "--subset",
      paramLabel = "PART",
      defaultValue = "val",
      description =
          "val, test or train (default: ${DEFAULT-VALUE}). What was calibrated on can be judged by"
              + " no more.")
  private Subset subset;

  @Option(
      names = "--allow-train",
      description =
          "Calibrate on the train part all the same, such as that of a set the network never saw.")
  private boolean allowTrain;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.onnx",
      description = "The calibrated model.")
  private Path output;

  @Option(names = "--overwrite", description = "Replace the file if there is one.")
  private boolean overwrite;

  @Mixin private PictureOptions pictures;

  CalibrateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return new Work(console, "calibration", "no file was written").run(this::calibrate);
  }

  private int calibrate() throws Exception {
    OutputFile.check(output, overwrite, "calibrated.onnx");
    if (subset == Subset.TRAIN && !allowTrain) {
      throw new InvalidInputException(
          "--subset train: a network errs less on faces it has learnt from, so that the ranges"
              + " would be too narrow for others; calibrate on val, or add --allow-train if it"
              + " never saw this set");
    }
    PhotoOptions reading = PhotoOptions.DEFAULT.withLimits(pictures.limits());
    PreparedSet set = PreparedSet.open(data);
    try (FaceModel opened = FaceModel.open(model)) {
      CropWarning.say(console, set, opened.metadata());
      CalibrationResult result =
          ModelCalibration.run(opened, set, subset, reading, console.progress());
      OutputFile.makeFolder(output);
      ModelCalibration.write(opened, result.calibration(), output);
      console.result(result.toText() + "calibrated model in " + output);
      result.unreadable().forEach(error -> console.say("agegender: " + error));
      return result.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.FAILURES;
    }
  }
}
