package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.cli.train.TrainingFlags;
import org.agegender.cli.train.TrainingSettings;
import org.agegender.cli.train.TuningLog;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.tuning.Tuning;
import org.agegender.training.tuning.TuningFolder;
import org.agegender.training.tuning.TuningPlan;
import org.agegender.training.tuning.TuningPlanReader;
import org.agegender.training.tuning.TuningResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agegender tune}; the settings of its trials are in {@link TrainingFlags}. */
@Command(
    name = "tune",
    header = "Search for good settings of a training.",
    description = {
      "",
      "Draws settings at random, trains each trial for a few epochs, and goes on with the better"
          + " ones. Each trial is a run of its own, below trials/; trials.csv and report.html say"
          + " what came out. Stopped or killed, the same command goes on where it was.",
      "",
      "A plan, of which only 'ranges' is required:",
      "  trials: 16             # how many are drawn",
      "  seed: 1",
      "  first-epochs: 1        # epochs before the first comparison",
      "  keep-one-in: 3         # the best of so many go on, for so many times as many epochs",
      "  objective: val_age_mae # a column of metrics.csv",
      "  ranges:                # settings of config.yaml by their dotted names",
      "    optimiser.learning-rate: {log-uniform: [1.0e-4, 1.0e-2]}",
      "    optimiser.weight-decay: {uniform: [0.0, 0.1]}",
      "    schedule.warmup-steps: {whole: [0, 500]}",
      "    mixup: {choice: [0.0, 0.2]}",
      "",
      "All other settings are those of --config and the options below; --epochs is the length of a"
          + " whole run."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class TuneCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(names = "--plan", required = true, paramLabel = "FILE", description = "What is drawn.")
  private Path plan;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the search.")
  private Path output;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML, such as a recipe or config.yaml of a run.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any setting of config.yaml by its dotted name.")
  private Map<String, String> named = new LinkedHashMap<>();

  TuneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrainingSettings settings = new TrainingSettings(console, spec);
    TuningPlan read = TuningPlanReader.read(plan);
    TrainingConfig base = TrainingConfigReader.read(config, settings.given(named));
    settings.check(base);
    TuningFolder folder = TuningFolder.open(output, plan, base);
    Tuning tuning = Tuning.of(folder, read, base, new TuningLog(console), console.progress());
    return new Work(console, "tuning", goOn()).run(tuning::stop, () -> run(tuning, folder, read));
  }

  private int run(Tuning tuning, TuningFolder folder, TuningPlan read) throws IOException {
    Optional<TuningResult> found = tuning.run();
    if (found.isEmpty()) {
      console.say("agegender: stopped; " + goOn());
      return ExitCode.FAILURES;
    }
    TuningResult best = found.get();
    console.say("tune: table in %s, curves in %s".formatted(folder.table(), folder.report()));
    console.result(
        String.format(
            Locale.ROOT,
            "best trial %d: %s %.4f at epoch %d; model in %s%nrepeat it with: agegender train"
                + " --config %s --output RUN",
            best.trial(),
            read.objective().column(),
            best.value(),
            best.epoch(),
            best.run().resolve("model.onnx"),
            best.run().resolve("config.yaml")));
    if (best.failed() > 0) {
      console.say(
          "agegender: %d trials could not be trained on; %s says why"
              .formatted(best.failed(), folder.table()));
      return ExitCode.FAILURES;
    }
    return ExitCode.DONE;
  }

  private String goOn() {
    return "go on with the same command; what was done is in " + output;
  }
}
