package org.agegender.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.training.KeptEpoch;
import org.agegender.training.ModelExport;
import org.agegender.training.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agegender export}. */
@Command(
    name = "export",
    header = "Write the model of a run as one file.",
    description = {
      "",
      "Writes an epoch of a run as an ONNX model that takes RGB pixels of any size; resizing and"
          + " normalisation are inside."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "The folder given to train --output.")
  private Path run;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.onnx",
      description = "The model file.")
  private Path output;

  @Option(
      names = "--epoch",
      paramLabel = "WHICH",
      defaultValue = "best",
      description =
          "Which epoch: best, by the best-by of the run, or last (default: ${DEFAULT-VALUE}).")
  private KeptEpoch epoch = KeptEpoch.BEST;

  @Option(
      names = "--flip",
      description =
          "Have the model look at each face and at its mirror image and average the probabilities;"
              + " takes twice the time of prediction.")
  private boolean flip;

  @Option(names = "--overwrite", description = "Replace the file if there is one.")
  private boolean overwrite;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Work work = new Work(console, "export", "no file was written");
    return work.run(() -> {}, this::export);
  }

  private int export() throws Exception {
    OutputFile.check(output, overwrite, "model.onnx");
    ModelExport model = ModelExport.of(RunFolder.open(run), epoch, flip);
    OutputFile.makeFolder(output);
    model.write(output);
    console.result("model in " + output);
    return ExitCode.DONE;
  }
}
