package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.Evaluation;
import org.agegender.evaluation.EvaluationOptions;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.report.EvaluationJson;
import org.agegender.evaluation.report.EvaluationText;
import org.agegender.evaluation.report.Provenance;
import org.agegender.evaluation.report.ReportWriter;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agegender evaluate}. */
@Command(
    name = "evaluate",
    header = "Judge a model on a prepared set.",
    description = {
      "",
      "Mean absolute error and root mean squared error in years, the share within five years"
          + " (CS@5), the share of exact ages, the gender accuracy and more, overall, by decade of"
          + " age, by gender and by group, with 95 %% bootstrap intervals."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class EvaluateCommand implements Callable<Integer> {

  /** How the figures are printed. */
  enum Format {
    TEXT,
    JSON
  }

  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|RUN",
      description =
          "A model that 'export' wrote, or the folder of a run; with --folds one for each fold in"
              + " their order, by commas or by giving the option again.")
  private List<String> models = new ArrayList<>();

  @Option(names = "--data", paramLabel = "DIR", description = "A prepared set.")
  private @Nullable Path data;

  @Option(
      names = "--folds",
      paramLabel = "DIR",
      description =
          "A set that 'prepare --folds' made, in place of --data: judges model k on fold k, with"
              + " mean and standard deviation over the folds.")
  private @Nullable Path folds;

  @Option(
      names = "--subset",
      paramLabel = "PART",
      defaultValue = "test",
      description = "train, val or test (default: ${DEFAULT-VALUE}).")
  private Subset subset;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Mixin private FlipOption mirror;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Also write a report to this folder, which must be new, empty or an earlier report's:",
        "report.html with charts and faces for people, report.json with all figures,",
        "predictions.csv with every face."
      })
  private @Nullable Path report;

  @Mixin private PictureOptions pictures;

  @Spec private CommandSpec spec;

  private String made = "no figures were made";

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return new Work(console, "evaluation", () -> made).run(this::evaluate);
  }

  private int evaluate() throws Exception {
    PhotoOptions reading = PhotoOptions.DEFAULT.withLimits(pictures.limits());
    EvaluationOptions options = new EvaluationOptions(reading, mirror.flip());
    if (folds != null) {
      if (data != null || report != null) {
        throw new InvalidInputException(
            "evaluate: --folds goes without --data and --report, which are for one set");
      }
      return new FoldsRun(console, folds, models, subset, options, format).run();
    }
    if (data == null || models.size() != 1) {
      throw new InvalidInputException(
          "evaluate: one model is judged on one set, --model FILE --data DIR, found %d and %s; see agegender evaluate --help"
              .formatted(models.size(), data == null ? "none" : "one"));
    }
    Path model = Path.of(models.get(0));
    // Before the work: a mistaken folder must not cost it.
    ReportWriter writer = report == null ? null : writer(report);
    PreparedSet set = PreparedSet.open(data);
    try (FaceModel opened = FaceModel.open(model)) {
      EvaluationResult result = Evaluation.run(opened, set, subset, options, console.progress());
      switch (format) {
        case TEXT -> console.result(EvaluationText.of(result).stripTrailing());
        case JSON -> console.result(EvaluationJson.of(result));
      }
      if (writer != null) {
        made = "the figures are whole, the report is not";
        writer.write(result, set::picture, pictures.limits(), Provenance.ofCommand(words()));
      }
      if (!result.cropsAgree()) {
        console.say("agegender: warning: " + result.cropsDisagree());
      }
      if (result.failures().isEmpty()) {
        return ExitCode.DONE;
      }
      result.failures().forEach(failure -> console.say("agegender: " + failure.error()));
      return ExitCode.FAILURES;
    }
  }

  private static ReportWriter writer(Path folder) throws IOException {
    ReportWriter writer = ReportWriter.to(folder);
    OutputFile.checkFolder(folder);
    return writer;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("agegender", spec.name()));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    return words;
  }
}
