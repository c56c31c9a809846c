package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.agegender.cli.console.Console;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agegender demo}: the other commands, one after the other, on a set that it draws. */
@Command(
    name = "demo",
    header = "Go the whole way on a small set of drawn faces, in a few minutes.",
    description = {
      "",
      "Draws faces in IMDB-WIKI's own format, then prepares, trains, evaluates, exports and predicts"
          + " with the commands it shows. Safe to run again."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
final class DemoCommand implements Callable<Integer> {

  /**
   * How much is done.
   *
   * @param faces that are drawn
   * @param imageSize of the prepared set and of the network
   * @param epochs of the training
   */
  record Extent(DrawnFacesOptions faces, int imageSize, int epochs) {}

  private static final Extent SOME_MINUTES =
      new Extent(new DrawnFacesOptions(400, 6, 96, 1), 48, 12);
  private static final int PREDICTED = 6;

  /** What a demo leaves in its folder. */
  private static final String DRAWN = "drawn";

  private static final String PREPARED = "prepared";
  private static final String RUN = "run";
  private static final String MODEL = "model.onnx";

  private final Console console;
  private final Extent extent;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "The folder for everything it makes (default: ${DEFAULT-VALUE}).")
  private Path output;

  DemoCommand(Console console) {
    this(console, SOME_MINUTES);
  }

  DemoCommand(Console console, Extent extent) {
    this.console = console;
    this.extent = extent;
  }

  @Override
  public Integer call() throws Exception {
    refuseForeignFolder();
    say(
        "A demo of the whole way, in some minutes: from labelled pictures to a network that tells"
            + " age and gender. Everything goes to the folder "
            + output
            + ".");
    step(
        1,
        "Draw %d persons, %d photographs each, as a data set in the format of IMDB-WIKI, with some"
                .formatted(extent.faces().people(), extent.faces().photosPerPerson())
            + " records as spoilt as the published ones.");
    int drawn = new Work(console, "drawing", "the next demo draws them anew").run(this::draw);
    if (drawn != ExitCode.DONE) {
      return drawn;
    }
    for (Step step : steps()) {
      step(step.number(), step.words());
      int code = command(step.arguments());
      if (code != ExitCode.DONE) {
        return code;
      }
    }
    return predict();
  }

  /** One command of the way. */
  private record Step(int number, String words, List<String> arguments) {}

  private List<Step> steps() {
    return List.of(
        new Step(
            2,
            "Prepare: leave out what cannot be used, crop, and split by person, so that nobody is"
                + " in two parts.",
            List.of(
                "prepare",
                "--source",
                "wiki",
                "--input",
                path(DRAWN + "/wiki"),
                "--output",
                path(PREPARED),
                "--image-size",
                Integer.toString(extent.imageSize()))),
        new Step(
            3,
            "Train the tutorial's network on the training part; the validation part tells after"
                + " each epoch how far its ages are off (age MAE, in years).",
            List.of(
                "train",
                "--data",
                path(PREPARED),
                "--output",
                path(RUN),
                "--network",
                "tutorial",
                "--image-size",
                Integer.toString(extent.imageSize()),
                "--epochs",
                Integer.toString(extent.epochs()),
                "--batch-size",
                "32",
                "--learning-rate",
                "0.0005",
                "--overwrite")),
        new Step(
            4,
            "Evaluate the best epoch on the test part, which training never saw.",
            List.of("evaluate", "--model", path(RUN), "--data", path(PREPARED))),
        new Step(
            5,
            "Export it as one file for other programs.",
            List.of("export", "--run", path(RUN), "--output", path(MODEL), "--overwrite")));
  }

  private int draw() throws IOException {
    DrawnFaces.write(output.resolve(DRAWN), extent.faces(), console.progress());
    return ExitCode.DONE;
  }

  private int predict() throws IOException {
    List<LabelledFace> test = PreparedSet.open(output.resolve(PREPARED)).records(Subset.TEST);
    List<String> arguments =
        new ArrayList<>(List.of("predict", "--model", path(MODEL), "--no-detect"));
    List<String> labels = new ArrayList<>();
    int every = Math.max(1, test.size() / PREDICTED);
    for (int i = 0; i < test.size() && labels.size() < PREDICTED; i += every) {
      LabelledFace face = test.get(i);
      arguments.add(path(PREPARED + "/" + face.filename()));
      labels.add(
          "%s %d".formatted(face.gender().map(Gender::label).orElse(""), face.age().years()));
    }
    step(
        6, "Predict some faces of the test part. Their labels: " + String.join(", ", labels) + ".");
    int code = command(arguments);
    if (code == ExitCode.DONE) {
      console.result(closing());
    }
    return code;
  }

  /** Runs a command of the way, with a stack trace after a failure if the demo was asked for it. */
  int command(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (((AgeGender) spec.root().userObject()).stackTrace()) {
      all.add(AgeGender.STACK_TRACE);
    }
    say("$ ./agegender " + String.join(" ", all));
    return Main.run(console, all.toArray(String[]::new));
  }

  private void step(int number, String words) {
    say("");
    say("%d. %s".formatted(number, words));
  }

  private void say(String line) {
    console.say(line);
  }

  private String path(String inside) {
    return output.resolve(inside).toString();
  }

  private void refuseForeignFolder() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    if (!Files.isDirectory(output)) {
      throw new InvalidInputException(output + ": is a file; name a folder by --output");
    }
    Set<String> own = Set.of(DRAWN, PREPARED, RUN, MODEL);
    try (Stream<Path> entries = Files.list(output)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !own.contains(name))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                throw new InvalidInputException(
                    "%s: must be empty or hold an earlier demo, holds %s; name another by --output"
                        .formatted(output, name));
              });
    }
  }

  private String closing() {
    return """

        Done. What was made, in %s:
          drawn/wiki    the data set, as its authors would publish it
          prepared      crops, train.csv, val.csv, test.csv; rejected.csv says what was left out and why
          run           config.yaml, metrics.csv, curves for TensorBoard, checkpoints
          model.onnx    the model: one file, runs wherever ONNX runs

        These faces are drawn, so the figures say nothing about photographs. For real ones, fetch UTKFace
        (https://susanqq.github.io/UTKFace/, for non-commercial research) and go the same way:
          ./agegender prepare --source utkface --input UTKFace --output utkface --image-size 112
          ./agegender train --data utkface --output runs/utkface --network resnet18 --precision bf16
          ./agegender evaluate --model runs/utkface --data utkface
          ./agegender predict --model runs/utkface --no-detect YOUR-CROPPED-FACES
        README.md has the same for IMDB-WIKI and for data of your own."""
        .formatted(output);
  }
}
