package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.cli.train.TrainingFlags;
import org.agegender.cli.train.TrainingLog;
import org.agegender.cli.train.TrainingSettings;
import org.agegender.core.InvalidInputException;
import org.agegender.training.ModelExport;
import org.agegender.training.RunFolder;
import org.agegender.training.StopSignal;
import org.agegender.training.Trainer;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.TrainingResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agegender train}; its settings are in {@link TrainingFlags}. */
@Command(
    name = "train",
    header = "Train a network on a prepared set.",
    description = {
      "",
      "Writes a run: config.yaml (complete: train --config repeats the run), metrics.csv, event"
          + " files for TensorBoard, checkpoints/ and model.onnx of the best epoch. Ctrl-C writes a"
          + " checkpoint and stops; --resume goes on to the same weights as a run never stopped.",
      "Settings come from the defaults, over them --config, over that the options here."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class TrainCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "RUN",
      description = "The folder of the run.")
  private Path output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML, such as config.yaml of another run.")
  private @Nullable Path config;

  @Option(names = "--resume", description = "Go on with the run from its last checkpoint.")
  private boolean resume;

  @Option(names = "--overwrite", description = "Replace an earlier run in the folder.")
  private boolean overwrite;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Any setting of config.yaml by its dotted name, such as augmentation.rotation=15.")
  private Map<String, String> named = new LinkedHashMap<>();

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> settings = new TrainingSettings(console, spec).given(named);
    StopSignal stop = new StopSignal();
    return new Work(console, "training", goOn())
        .run(stop::request, () -> resume ? resume(settings, stop) : begin(settings, stop));
  }

  private int begin(Map<String, String> settings, StopSignal stop) throws IOException {
    TrainingConfig complete = TrainingConfigReader.read(config, settings).resolved();
    // Before an earlier run is replaced: a mistaken name must not cost it.
    new TrainingSettings(console, spec).check(complete);
    RunFolder run = RunFolder.create(output, complete, overwrite);
    return end(run, complete, trainer(run, complete, stop).train());
  }

  private int resume(Map<String, String> settings, StopSignal stop) throws IOException {
    if (overwrite || config != null) {
      throw new InvalidInputException(
          "train: --resume goes on with the settings of the run; leave --config and --overwrite out");
    }
    RunFolder run = RunFolder.open(output);
    TrainingConfig complete = TrainingConfigReader.read(run.config(), settings).resolved();
    return end(run, complete, trainer(run, complete, stop).resume());
  }

  private Trainer trainer(RunFolder run, TrainingConfig complete, StopSignal stop) {
    return Trainer.of(run, complete, new TrainingLog(console), console.progress(), stop);
  }

  private int end(RunFolder run, TrainingConfig complete, TrainingResult result)
      throws IOException {
    if (result.end() == TrainingResult.End.STOPPED) {
      console.say(
          "agegender: stopped after step %d; a checkpoint is written; %s"
              .formatted(result.steps(), goOn()));
      return ExitCode.FAILURES;
    }
    String why =
        result.end() == TrainingResult.End.OUT_OF_PATIENCE
            ? ", as validation did not get better any more"
            : "";
    console.say("train: ended after epoch %d%s".formatted(result.epochs(), why));
    ModelExport.of(run, false).write(run.model());
    console.result(
        String.format(
            Locale.ROOT,
            "best epoch %d: %s; model in %s",
            result.bestEpoch(),
            complete.bestBy().words(result.bestValue()),
            run.model()));
    return ExitCode.DONE;
  }

  private String goOn() {
    return "go on with: agegender train --output %s --resume".formatted(output);
  }
}
