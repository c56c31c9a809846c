package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agegender.cli.console.Console;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.EvaluationOptions;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.FoldsEvaluation;
import org.agegender.evaluation.FoldsResult;
import org.agegender.evaluation.report.FoldsJson;
import org.agegender.evaluation.report.FoldsText;

/**
 * The work of {@code evaluate --folds}.
 *
 * @param console where it is told
 * @param folder of the set of folds
 * @param models one for each fold, apart or by commas
 * @param subset which part of each fold
 * @param options how each is judged
 * @param format how the figures are printed
 */
record FoldsRun(
    Console console,
    Path folder,
    List<String> models,
    Subset subset,
    EvaluationOptions options,
    EvaluateCommand.Format format) {

  int run() throws IOException, InterruptedException {
    List<Path> files =
        models.stream().flatMap(text -> Stream.of(text.split(","))).map(Path::of).toList();
    FoldsResult result =
        FoldsEvaluation.run(files, FoldedSet.open(folder), subset, options, console.progress());
    switch (format) {
      case TEXT -> console.result(FoldsText.of(result).stripTrailing());
      case JSON -> console.result(FoldsJson.of(result));
    }
    int code = ExitCode.DONE;
    for (EvaluationResult fold : result.folds()) {
      if (!fold.cropsAgree()) {
        console.say("agegender: warning: " + fold.cropsDisagree());
      }
      for (EvaluationResult.Failure failure : fold.failures()) {
        console.say("agegender: " + failure.error());
        code = ExitCode.FAILURES;
      }
    }
    return code;
  }
}
