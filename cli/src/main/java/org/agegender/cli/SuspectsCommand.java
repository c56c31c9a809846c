package org.agegender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.noise.Suspect;
import org.agegender.evaluation.noise.Suspects;
import org.agegender.evaluation.noise.SuspectsPage;
import org.agegender.evaluation.noise.SuspectsTable;
import org.agegender.evaluation.prediction.SetPredictions;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import org.agegender.vision.PictureDecoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agegender suspects}. */
@Command(
    name = "suspects",
    header = "Find the labels of a prepared set that a model finds hardest to believe.",
    description = {
      "",
      "Writes a table that 'prepare --exclude' understands, and a page with the pictures. The score"
          + " is minus the decimal logarithm of the probability that the model gives to an age as"
          + " far off as the labelled one, or to the labelled gender, whichever is smaller. Look"
          + " before you leave pictures out: a model errs too, and most where it has seen few."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class SuspectsCommand implements Callable<Integer> {

  /** The parts to look at. */
  enum Parts {
    ALL,
    TRAIN,
    VAL,
    TEST;

    List<Subset> of(PreparedSet set) {
      return this == ALL
          ? Arrays.stream(Subset.values()).filter(set::has).toList()
          : List.of(Subset.valueOf(name()));
    }
  }

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
      defaultValue = "all",
      description = "all, train, val or test (default: ${DEFAULT-VALUE}).")
  private Parts parts;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many to name (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.csv",
      description = "The table, the least believable first.")
  private Path output;

  @Option(
      names = "--page",
      paramLabel = "FILE.html",
      description = "A page with their pictures; it holds faces and labels, keep it as the set.")
  private @Nullable Path page;

  @Option(names = "--overwrite", description = "Replace the files if they are there.")
  private boolean overwrite;

  @Mixin private PictureOptions pictures;

  private final List<String> written = new ArrayList<>();

  SuspectsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return new Work(console, "search", this::afterStop).run(this::search);
  }

  private String afterStop() {
    return written.isEmpty()
        ? "no file was written"
        : "what was written before is whole: " + String.join(", ", written);
  }

  private int search() throws Exception {
    if (top < 1) {
      throw new InvalidInputException("--top must be at least 1, found " + top);
    }
    OutputFile.check(output, overwrite, "suspects.csv");
    if (page != null) {
      OutputFile.check(page, overwrite, "suspects.html");
      OutputFile.checkApart("--output", output, "--page", page);
    }
    PhotoOptions reading = PhotoOptions.DEFAULT.withLimits(pictures.limits());
    PreparedSet set = PreparedSet.open(data);
    try (FaceModel opened = FaceModel.open(model)) {
      CropWarning.say(console, set, opened.metadata());
      SetPredictions seen =
          SetPredictions.of(opened, set, parts.of(set), reading, "suspects", console.progress());
      List<Suspect> suspects = Suspects.of(seen.faces(), opened.metadata(), top);
      OutputFile.makeFolder(output);
      SuspectsTable.write(output, suspects);
      written.add(output.toString());
      if (page != null) {
        OutputFile.makeFolder(page);
        PictureDecoder decoder = new PictureDecoder(pictures.limits());
        SuspectsPage.write(page, suspects, set, decoder, about(opened, set, seen));
        written.add(page.toString());
      }
      console.result(
          "%d of %d faces in %s".formatted(suspects.size(), seen.faces().size(), output));
      if (page != null) {
        console.result("page in " + page);
      }
      seen.unreadable().forEach(error -> console.say("agegender: " + error));
      return seen.unreadable().isEmpty() ? ExitCode.DONE : ExitCode.FAILURES;
    }
  }

  private String about(FaceModel opened, PreparedSet set, SetPredictions seen) {
    return "%d faces of %s (%s, part: %s), judged by %s (sha256 %.12s)."
        .formatted(
            seen.faces().size(),
            set.folder(),
            set.source(),
            parts.name().toLowerCase(Locale.ROOT),
            opened.file(),
            opened.sha256());
  }
}
