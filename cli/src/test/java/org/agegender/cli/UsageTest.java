package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.training.network.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class UsageTest {

  private CapturedConsole captured = new CapturedConsole(false);

  @TempDir private Path folder;

  private int run(String... arguments) {
    return Main.run(captured.console(), arguments);
  }

  /** Exit code 2, nothing on standard output, one line that says all this. */
  private void refused(List<String> words, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).startsWith("agegender: ").contains(words);
  }

  @Test
  void theVersionIsPrintedAsAResult() {
    assertThat(run("--version")).isZero();
    assertThat(captured.out()).matches("agegender \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void helpThatCannotBeWrittenIsAFailure() {
    for (String option : List.of("--help", "--version")) {
      captured = CapturedConsole.withLostOutput();
      assertThat(run("predict", option)).as(option).isEqualTo(1);
      assertThat(captured.errLines()).hasSize(1);
      assertThat(captured.err()).startsWith("agegender: standard output takes no more results");
    }
  }

  @Test
  void aCommandIsRequired() {
    refused(List.of("a command is required", "--help"));
  }

  @Test
  void anUnknownCommandIsRefusedWithASuggestion() {
    refused(List.of("'evalute'", "did you mean evaluate"), "evalute");
  }

  @Test
  void anUnknownOptionIsRefusedWithASuggestionEvenIfARequiredOneIsMissing() {
    refused(
        List.of("unknown option '--no-detct'", "--no-detect"), "predict", "--no-detct", "a.jpg");
  }

  @Test
  void optionsOfOneDataSetAreRefusedForAnother() {
    prepareRefused(List.of("--source lfw", "has no ages"), "lfw");
    prepareRefused(List.of("--age", "only appa-real"), "fgnet", "--age", "real");
    prepareRefused(List.of("--columns", "only parquet and imagefolder"), "csv", "--columns", "a=b");
    prepareRefused(List.of("--clip-ages", "only utkface, agedb,"), "morph", "--clip-ages");
    prepareRefused(List.of("--clip-ages", "only utkface, agedb,"), "all-age-faces", "--clip-ages");
    prepareRefused(
        List.of("--min-face-score", "only imdb and wiki"), "utkface", "--min-face-score", "1.0");
    prepareRefused(List.of("--metadata", "agedb has its labels in"), "agedb", "--metadata", "x");
    prepareRefused(
        List.of("--metadata", "one file holds the labels of csv, found 2"),
        "csv",
        "--metadata",
        "x",
        "--metadata",
        "y");
    prepareRefused(
        List.of("--split or --folds, not both"), "csv", "--split", "0,0,1", "--folds", "5");
    prepareRefused(List.of("--folds must be 3..20"), "csv", "--folds", "1");
    prepareRefused(
        List.of("--val-to-train or --folds, not both"),
        "csv",
        "--val-to-train",
        "0.5",
        "--folds",
        "5");
    prepareRefused(List.of("--val-to-train must be 0..1"), "csv", "--val-to-train", "2");
    prepareRefused(
        List.of("--val-to-train goes with shares"),
        "fairface",
        "--val-to-train",
        "0.5",
        "--split",
        "published");
  }

  private void prepareRefused(List<String> words, String source, String... more) {
    captured = new CapturedConsole(false);
    List<String> arguments =
        new ArrayList<>(List.of("prepare", "--source", source, "--input", "i", "--output", "o"));
    arguments.addAll(List.of(more));
    refused(words, arguments.toArray(String[]::new));
  }

  @Test
  void evaluateTakesOneSetOrFolds() {
    captured = new CapturedConsole(false);
    refused(
        List.of("one model is judged on one set", "found 1 and none"), "evaluate", "--model", "m");
    captured = new CapturedConsole(false);
    refused(
        List.of("one model is judged on one set", "found 2 and one"),
        "evaluate",
        "--model",
        "m",
        "--model",
        "n",
        "--data",
        "d");
    captured = new CapturedConsole(false);
    refused(
        List.of("--folds goes without --data"),
        "evaluate",
        "--model",
        "m",
        "--folds",
        "f",
        "--data",
        "d");
  }

  @Test
  void aMissingOptionIsNamed() {
    refused(List.of("--model", "agegender evaluate --help"), "evaluate", "--data", "d");
  }

  @Test
  void aWordOutsideAChoiceIsRefusedWithTheChoice() {
    refused(
        List.of("--subset", "train, val, test", "'tset'"),
        "evaluate",
        "--model",
        "m",
        "--data",
        "d",
        "--subset",
        "tset");
  }

  @Test
  void aPrecisionThatIsNoneIsRefusedWithTheChoice() {
    refused(
        List.of("--precision", "fp32, bf16", "'fp16'"),
        "train",
        "--data",
        "d",
        "--output",
        "o",
        "--precision",
        "fp16");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    refused(
        List.of("--max-pixels", "'many'"),
        "predict",
        "--model",
        "m",
        "--max-pixels",
        "many",
        "a.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-faces=3", "--min-face=9", "--min-score=0.5", "--detector=x"})
  void optionsForFacesDoNotGoWithNoDetect(String option) {
    refused(List.of("--no-detect looks for no faces"), "predict", "--no-detect", option, "a");
  }

  @Test
  void theFullOutputIsForJsonOnly() {
    refused(List.of("--full", "--format json"), "predict", "--no-detect", "--full", "a");
  }

  @ParameterizedTest
  @CsvSource({
    "--min-score=1.5, --min-score must be above 0 to 1",
    "--min-score=0, --min-score must be above 0 to 1",
    "--max-faces=0, --max-faces must be at least 1",
    "--min-face=-3, --min-face must be at least 1"
  })
  void numbersOutOfTheirRangeAreRefusedByName(String option, String words) {
    refused(List.of(words), "predict", option, "a");
  }

  @Test
  void theHelpOfTrainNamesTheDefaultsOfItsSettings() {
    assertThat(run("train", "--help")).isZero();
    String oneLine = captured.out().replaceAll("\\s+", " ");
    assertThat(oneLine)
        .contains("Passes over the training part (default: 30).")
        .contains("The highest learning rate (default: 1.0E-4).")
        .contains(
            "Weights to begin with: a safetensors file, a PyTorch .pth file or an exported model")
        .contains("The network: one of " + Networks.names() + " (default: tutorial).");
  }

  @Test
  void epochsAndStepsExcludeEachOther() {
    refused(
        List.of("--epochs or --steps"),
        "train",
        "--data",
        "d",
        "--output",
        "o",
        "--epochs",
        "1",
        "--steps",
        "1");
  }

  @Test
  void howFacesAreCutOutIsRefusedWhereNoneAre() {
    for (List<String> option :
        List.of(
            List.of("--margin", "0.5"),
            List.of("--no-face", "keep"),
            List.of("--detector", "yunet"))) {
      CapturedConsole each = new CapturedConsole(false);
      List<String> arguments =
          new ArrayList<>(List.of("prepare", "--source", "csv", "--input", "i", "--output", "o"));
      arguments.addAll(option);
      assertThat(Main.run(each.console(), arguments.toArray(String[]::new))).isEqualTo(2);
      assertThat(each.err()).contains("add --align");
    }
  }

  @Test
  void aDetectorThatIsNotThereIsNamed() {
    Path detector = folder.resolve("none.onnx");
    refused(
        List.of(detector.toString(), "there is no such model file"),
        "prepare",
        "--source",
        "csv",
        "--input",
        "i",
        "--output",
        "o",
        "--align",
        "--detector",
        detector.toString());
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    Path model = folder.resolve("none.onnx");
    refused(
        List.of(model.toString(), "no such model file"),
        "predict",
        "--no-detect",
        "--model",
        model.toString(),
        "a.jpg");
  }

  @Test
  void aSetThatIsNotThereIsNamed() {
    Path set = folder.resolve("none");
    refused(List.of(set.toString()), "evaluate", "--model", "m.onnx", "--data", set.toString());
  }

  /** Neither is the model there, nor the set: the output is looked at first. */
  @ParameterizedTest
  @CsvSource({
    "export --run r --output",
    "calibrate --model m --data d --output",
    "suspects --model m --data d --output",
    "evaluate --model m --data d --report"
  })
  void anOutputThatCannotBeMadeIsRefusedBeforeTheWork(String command) throws IOException {
    Path file = Files.createFile(folder.resolve("some-file"));
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add(file.resolve("sub/out").toString());
    refused(List.of(file + ": must be a folder"), arguments.toArray(String[]::new));
  }

  @Test
  void theTableAndThePageOfSuspectsAreTwoFiles() {
    refused(
        List.of("--output and --page must be two files"),
        "suspects",
        "--model",
        "m",
        "--data",
        "d",
        "--output",
        folder.resolve("x").toString(),
        "--page",
        folder.resolve("./x").toString());
  }

  @Test
  void aComparisonOfOneModelIsRefused() {
    refused(List.of("MODEL", "agegender compare --help"), "compare", "m.onnx", "--data", "d");
  }

  @Test
  void aStackTraceComesOnlyWhenAskedFor() {
    int code = run("--stacktrace", "evaluate", "--model", "m.onnx", "--data", folder + "/none");
    assertThat(code).isEqualTo(2);
    assertThat(captured.err()).contains("InvalidInputException", "\tat org.agegender.");
  }

  @Test
  void theDemosOwnCommandsHaveAStackTraceWhenItIsAskedFor() {
    CommandLine line = CommandLines.create(captured.console(), FilesAtHand.ofProcess());
    line.parseArgs("demo", "--stacktrace");
    DemoCommand demo = line.getSubcommands().get("demo").getCommand();
    String none = folder.resolve("none").toString();
    assertThat(demo.command(List.of("evaluate", "--model", "m", "--data", none))).isEqualTo(2);
    assertThat(captured.err()).contains("--stacktrace", "\tat org.agegender.");
  }

  @ParameterizedTest
  @CsvSource({
    "prepare,--clip-ages",
    "train,--learning-rate",
    "evaluate,--subset",
    "evaluate,--report",
    "compare,--data",
    "calibrate,--allow-train",
    "suspects,--page",
    "export,--run",
    "predict,--no-detect",
    "models,list",
    "demo,--output"
  })
  void eachCommandHasHelpWithItsOptions(String command, String option) {
    assertThat(run(command, "--help")).isZero();
    assertThat(captured.out()).contains("Usage: agegender " + command, option, "--stacktrace");
    assertThat(captured.err()).isEmpty();
  }
}
