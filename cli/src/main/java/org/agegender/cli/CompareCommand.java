package org.agegender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.Evaluation;
import org.agegender.evaluation.EvaluationOptions;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.Comparison;
import org.agegender.evaluation.report.ComparisonJson;
import org.agegender.evaluation.report.ComparisonText;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agegender compare}. */
@Command(
    name = "compare",
    header = "Judge several models on the same faces, side by side.",
    description = {
      "",
      "All figures of each model, and how far each is from the first, with intervals of a paired"
          + " bootstrap: every replicate draws the same faces for all models."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class CompareCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "MODEL",
      description =
          "Two or more models that 'export' wrote, or folders of runs; the first is the one to"
              + " compare with.")
  private List<Path> models;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "A prepared set.")
  private Path data;

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
  private EvaluateCommand.Format format;

  @Mixin private FlipOption mirror;

  @Mixin private PictureOptions pictures;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return new Work(console, "comparison", "no figures were made").run(this::compare);
  }

  private int compare() throws Exception {
    PreparedSet set = PreparedSet.open(data);
    set.records(subset);
    List<EvaluationResult> results = judge(set);
    List<List<JudgedFace>> faces = results.stream().map(EvaluationResult::faces).toList();
    Comparison comparison = Comparison.of(faces, Bootstrap.DEFAULT);
    switch (format) {
      case TEXT -> console.result(ComparisonText.of(results, comparison).stripTrailing());
      case JSON -> console.result(ComparisonJson.of(results, comparison));
    }
    for (EvaluationResult result : results) {
      if (!result.cropsAgree()) {
        console.say(
            "agegender: warning: %s: %s".formatted(result.model().file(), result.cropsDisagree()));
      }
    }
    List<EvaluationResult.Failure> failures = results.get(0).failures();
    failures.forEach(failure -> console.say("agegender: " + failure.error()));
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILURES;
  }

  private List<EvaluationResult> judge(PreparedSet set) throws InterruptedException {
    EvaluationOptions options =
        new EvaluationOptions(PhotoOptions.DEFAULT.withLimits(pictures.limits()), mirror.flip());
    List<FaceModel> opened = new ArrayList<>();
    try {
      // All before the work: a mistaken name must not cost it.
      models.forEach(model -> opened.add(FaceModel.open(model)));
      List<EvaluationResult> results = new ArrayList<>();
      for (FaceModel model : opened) {
        results.add(Evaluation.run(model, set, subset, options, console.progress()));
      }
      return results;
    } finally {
      opened.forEach(FaceModel::close);
    }
  }
}
