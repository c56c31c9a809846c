package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Progress;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All commands, one after the other, on a tiny drawn set. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeWayTest {

  private static final int FACES = 80;

  @TempDir private static Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  @BeforeAll
  static void draw() throws IOException {
    DrawnFaces.write(
        folder.resolve("drawn"), new DrawnFacesOptions(FACES / 2, 2, 32, 7), Progress.silent());
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    int code = Main.run(captured.console(), arguments);
    assertThat(captured.err()).doesNotContain("\tat ");
    return code;
  }

  private int prepare(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "prepare",
                "--source",
                "wiki",
                "--input",
                path("drawn/wiki"),
                "--output",
                path("set"),
                "--image-size",
                "16"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int train(String run, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                path("set"),
                "--output",
                path(run),
                "--image-size",
                "16",
                "--batch-size",
                "16",
                "--threads",
                "1",
                "--epochs",
                "1"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void prepareTellsWhatBecameOfEveryRecord() throws IOException {
    assertThat(prepare()).isZero();
    assertThat(captured.out())
        .contains("wiki: ", "rejected", "low-face-score", "split by identity");
    assertThat(rows("train.csv") + rows("val.csv") + rows("test.csv")).isEqualTo(FACES);
  }

  @Test
  @Order(2)
  void prepareAgainDoesNothingAndWithOtherOptionsIsRefused() {
    assertThat(prepare()).isZero();
    assertThat(captured.out()).contains("nothing was done");
    assertThat(prepare("--seed", "5")).isEqualTo(2);
    assertThat(captured.err()).contains("--overwrite");
  }

  @Test
  @Order(3)
  void trainWritesAWholeRun() {
    assertThat(train("run")).isZero();
    assertThat(captured.out()).contains("best epoch 1", path("run/model.onnx"));
    assertThat(captured.err()).contains("epoch 1: loss", "images/s", "for data");
    assertThat(folder.resolve("run"))
        .isDirectoryContaining("glob:**/events.out.tfevents.*")
        .isDirectoryContaining("glob:**/config.yaml")
        .isDirectoryContaining("glob:**/metrics.csv")
        .isDirectoryContaining("glob:**/model.onnx");
  }

  @Test
  @Order(4)
  void anEarlierRunIsNeitherReplacedUnaskedNorForASetThatIsNotThere() throws IOException {
    byte[] before = Files.readAllBytes(folder.resolve("run/checkpoints/last.safetensors"));
    assertThat(train("run")).isEqualTo(2);
    assertThat(captured.err()).contains("--resume", "--overwrite");
    assertThat(train("run", "--overwrite", "--data", path("nowhere"))).isEqualTo(2);
    assertThat(folder.resolve("run/checkpoints/last.safetensors")).hasBinaryContent(before);
  }

  @Test
  @Order(5)
  void theSettingsOfTheFlagsAreInTheConfiguration() throws IOException {
    assertThat(
            train(
                "flags",
                "--no-flip",
                "--optimiser",
                "adamw",
                "--learning-rate",
                "0.002",
                "--schedule",
                "cosine",
                "--seed",
                "9",
                "--set",
                "augmentation.rotation=3"))
        .isZero();
    assertThat(Files.readString(folder.resolve("flags/config.yaml")))
        .contains(
            "flip: 0",
            "name: adamw",
            "learning-rate: 0.002",
            "name: cosine",
            "seed: 9",
            "rotation: 3");
  }

  @Test
  @Order(6)
  void aSettingThatIsNotThereIsRefusedByName() {
    assertThat(train("other", "--set", "optimizer.momentum=1")).isEqualTo(2);
    assertThat(captured.err()).contains("optimizer.momentum");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  @Order(7)
  void evaluatePrintsTheJsonOfTheContract() throws IOException {
    assertThat(run("evaluate", "--model", path("run"), "--data", path("set"), "--format", "json"))
        .isZero();
    JsonNode figures = new ObjectMapper().readTree(captured.out());
    assertThat(captured.out().lines()).hasSize(1);
    assertThat(figures.get("images").asInt()).isEqualTo(rows("test.csv"));
    for (String name : List.of("mae", "rmse", "cs5", "exact")) {
      assertThat(figures.at("/age/" + name).isNumber()).as(name).isTrue();
    }
    assertThat(figures.at("/gender/accuracy").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  @Order(8)
  void exportWritesTheModelOfTheRunAndReplacesNothingUnasked() throws IOException {
    assertThat(run("export", "--run", path("run"), "--output", path("out/m.onnx"))).isZero();
    assertThat(folder.resolve("out/m.onnx"))
        .hasSameBinaryContentAs(folder.resolve("run/model.onnx"));
    assertThat(run("export", "--run", path("run"), "--output", path("out/m.onnx"))).isEqualTo(2);
    assertThat(captured.err()).contains("--overwrite");
  }

  @Test
  @Order(8)
  void aModelExportedWithFlipGivesTheFiguresOfEvaluateWithFlip() throws IOException {
    assertThat(run("export", "--run", path("run"), "--output", path("out/f.onnx"), "--flip"))
        .isZero();
    JsonNode inGraph = evaluated("--model", path("out/f.onnx"));
    JsonNode outside = evaluated("--model", path("run"), "--flip");
    JsonNode plain = evaluated("--model", path("run"));
    assertThat(inGraph.get("flip").booleanValue()).isTrue();
    assertThat(outside.get("flip").booleanValue()).isTrue();
    double mae = outside.at("/age/mae").asDouble();
    assertThat(inGraph.at("/age/mae").asDouble()).isCloseTo(mae, within(1e-3));
    assertThat(plain.at("/age/mae").asDouble()).isNotCloseTo(mae, within(1e-5));
  }

  @Test
  @Order(9)
  void evaluateWritesAReportWhoseFiguresAreThosePrinted() throws IOException {
    JsonNode printed = evaluated("--model", path("run"), "--report", path("report"));
    JsonNode written = new ObjectMapper().readTree(folder.resolve("report/report.json").toFile());
    assertThat(folder.resolve("report/report.html")).content().contains("data:image/jpeg;base64,");
    assertThat(written.get("overall")).isEqualTo(printed.get("overall"));
    assertThat(written.at("/provenance/command/0").asText()).isEqualTo("agegender");
    assertThat(written.at("/provenance/command").toString()).contains("evaluate", "--report");
    assertThat(Files.readAllLines(folder.resolve("report/predictions.csv")))
        .hasSize(1 + rows("test.csv"));
    evaluated("--model", path("run"), "--report", path("report"));
  }

  @Test
  @Order(9)
  void aReportIsNotWrittenOverOtherFiles() {
    assertThat(
            run("evaluate", "--model", path("run"), "--data", path("set"), "--report", path("set")))
        .isEqualTo(2);
    assertThat(captured.err()).contains(path("set"), "earlier report");
    assertThat(folder.resolve("set/predictions.csv")).doesNotExist();
  }

  @Test
  @Order(9)
  void compareJudgesModelsSideBySide() throws IOException {
    String[] arguments = {"compare", path("run"), path("out/f.onnx"), "--data", path("set")};
    assertThat(run(arguments)).isZero();
    assertThat(captured.out()).contains("difference to model 1", "age MAE", "gender AUC");
    JsonNode compared = compared(arguments);
    double first = evaluated("--model", path("run")).at("/age/mae").asDouble();
    double second = evaluated("--model", path("out/f.onnx")).at("/age/mae").asDouble();
    assertThat(compared.at("/models/0/figures/age_mae/value").asDouble()).isEqualTo(first);
    assertThat(compared.at("/models/1/figures/age_mae/value").asDouble()).isEqualTo(second);
    assertThat(compared.at("/models/1/differences/age_mae/value").asDouble())
        .isCloseTo(second - first, within(1e-12));
    assertThat(compared.at("/models/0").has("differences")).isFalse();
  }

  @Test
  @Order(9)
  void compareLooksAtMirrorImagesWhereTheModelDoesNot() throws IOException {
    JsonNode compared =
        compared("compare", path("run"), path("out/f.onnx"), "--data", path("set"), "--flip");
    double flipped = evaluated("--model", path("run"), "--flip").at("/age/mae").asDouble();
    double plain = evaluated("--model", path("run")).at("/age/mae").asDouble();
    assertThat(flipped).isNotEqualTo(plain);
    assertThat(compared.at("/models/0/figures/age_mae/value").asDouble()).isEqualTo(flipped);
  }

  private static JsonNode compared(String... arguments) throws IOException {
    CapturedConsole json = new CapturedConsole(false);
    String[] asJson =
        Stream.concat(Stream.of(arguments), Stream.of("--format", "json")).toArray(String[]::new);
    assertThat(Main.run(json.console(), asJson)).isZero();
    return new ObjectMapper().readTree(json.out());
  }

  private static JsonNode evaluated(String... more) throws IOException {
    CapturedConsole captured = new CapturedConsole(false);
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--data", path("set"), "--format", "json"));
    arguments.addAll(List.of(more));
    assertThat(Main.run(captured.console(), arguments.toArray(String[]::new))).isZero();
    return new ObjectMapper().readTree(captured.out());
  }

  @Test
  @Order(9)
  void predictGoesOnAfterABadPictureAndLeavesWithOne() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jpg"), "no picture");
    Path good = picture();
    int code =
        run(
            "predict",
            "--model",
            path("out/m.onnx"),
            "--no-detect",
            "--format",
            "json",
            bad.toString(),
            good.toString());
    assertThat(code).isEqualTo(1);
    List<String> lines = captured.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode error = new ObjectMapper().readTree(lines.get(0));
    assertThat(error.get("image").asText()).isEqualTo(bad.toString());
    assertThat(error.get("error").asText()).contains("bad.jpg");
    JsonNode face = new ObjectMapper().readTree(lines.get(1)).at("/faces/0");
    assertThat(face.get("box").toString()).isEqualTo("[0,0,16,16]");
    assertThat(face.at("/age/years").asDouble()).isBetween(0.0, 100.0);
    assertThat(face.at("/gender/label").asText()).isIn("female", "male");
    assertThat(captured.err()).contains("1 of 2 pictures could not be read");
  }

  /** Leaving the JVM in the middle of a native step would crash it: 134 or 139 instead of 143. */
  @Test
  @Order(10)
  void aRunThatIsToldToStopWritesACheckpointAndCanBeResumed() throws Exception {
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.agegender.cli.Main",
                "train",
                "--data",
                path("set"),
                "--output",
                path("stopped"),
                "--image-size",
                "16",
                "--batch-size",
                "16",
                "--threads",
                "1",
                "--epochs",
                "100000")
            .redirectError(err.toFile())
            .start();
    Path metrics = folder.resolve("stopped/metrics.csv");
    while (process.isAlive() && !Files.exists(metrics)) {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(143);
    assertThat(Files.readString(err)).contains("stopped after step", "--resume");
    int done = Files.readAllLines(metrics).size() - 1;
    assertThat(
            run(
                "train",
                "--output",
                path("stopped"),
                "--resume",
                "--epochs",
                Integer.toString(done + 1)))
        .isZero();
    assertThat(captured.err()).contains("going on from step");
    assertThat(Files.readAllLines(metrics)).hasSize(done + 2);
  }

  @Test
  @Order(11)
  void tuneFindsTheBestOfItsTrialsAndSaysHowToRepeatIt() throws IOException {
    Files.writeString(
        folder.resolve("plan.yaml"),
        "trials: 2\nranges: {optimiser.learning-rate: {log-uniform: [1.0e-5, 1.0e-3]}}\n");
    String[] arguments = {
      "tune",
      "--plan",
      path("plan.yaml"),
      "--data",
      path("set"),
      "--output",
      path("tune"),
      "--image-size",
      "16",
      "--batch-size",
      "16",
      "--threads",
      "1",
      "--epochs",
      "1"
    };
    assertThat(run(arguments)).isZero();
    assertThat(captured.out()).contains("best trial", "val_age_mae", "train --config");
    assertThat(captured.err()).contains("trial 1, epoch 1", "trial 2, epoch 1");
    assertThat(folder.resolve("tune/report.html")).exists();
    arguments[6] = path("plan.yaml");
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(captured.err()).contains("is a file; name a folder for the search");
  }

  @Test
  @Order(12)
  void theDemoLeavesAFolderOfSomethingElseAlone() {
    assertThat(run("demo", "--output", folder.toString())).isEqualTo(2);
    assertThat(captured.err()).contains("--output");
  }

  private static Path picture() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("set/crop"))) {
      return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
  }

  private static int rows(String csv) throws IOException {
    return Files.readAllLines(folder.resolve("set").resolve(csv)).size() - 1;
  }
}
