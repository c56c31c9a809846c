package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole demo, with its own commands on fewer and smaller faces. */
final class DemoCommandTest {

  @TempDir private Path folder;
  private CapturedConsole captured = new CapturedConsole(false);

  private int demo(int people) {
    DrawnFacesOptions faces = new DrawnFacesOptions(people, 2, 32, 1);
    captured = new CapturedConsole(false);
    CommandLine line = new CommandLine(new AgeGender());
    DemoCommand.Extent extent = new DemoCommand.Extent(faces, 16, 1);
    line.addSubcommand(new CommandLine(new DemoCommand(captured.console(), extent)));
    return line.execute("demo", "--output", output().toString());
  }

  private Path output() {
    return folder.resolve("demo");
  }

  @Test
  void everyStepIsDoneByTheCommandItShowsAndTheDemoCanBeRunAgain() throws IOException {
    assertThat(demo(40)).as(captured.err()).isZero();
    assertThat(captured.errLines().stream().filter(line -> line.matches("[1-6]\\. .*")))
        .extracting(line -> line.substring(0, 1))
        .containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(captured.errLines().stream().filter(line -> line.startsWith("$ ./agegender ")))
        .extracting(line -> line.split(" ", -1)[2])
        .containsExactly("prepare", "train", "evaluate", "export", "predict");
    assertThat(captured.err()).contains("40 persons, 2 photographs each", "epoch 1: loss");
    assertThat(captured.out())
        .contains("split by identity", "best epoch 1", "age MAE", "model in " + output())
        .contains("Done. What was made, in " + output());
    SetDescription set = PreparedSet.open(output().resolve("prepared")).description().orElseThrow();
    assertThat(set.source()).isEqualTo("wiki");
    assertThat(set.options().imageSize()).isEqualTo(16);
    for (String made : List.of("drawn/wiki/wiki.mat", "run/config.yaml", "model.onnx")) {
      assertThat(output().resolve(made)).as("which the closing words name").isRegularFile();
    }

    Files.delete(output().resolve("model.onnx"));
    assertThat(demo(40)).as(captured.err()).isZero();
    assertThat(captured.out()).contains("nothing was done", "Done. What was made");
    assertThat(output().resolve("model.onnx")).isRegularFile();
    theFacesPredictedAreThoseWhoseLabelsAreTold();
    whatToRunNextCanBeRun();
  }

  private void theFacesPredictedAreThoseWhoseLabelsAreTold() throws IOException {
    Matcher labels = Pattern.compile("Their labels: (.*)\\.").matcher(captured.err());
    assertThat(labels.find()).isTrue();
    String command =
        captured.errLines().stream()
            .filter(line -> line.startsWith("$ ./agegender predict"))
            .findFirst()
            .orElseThrow();
    List<String> pictures =
        Pattern.compile(" ").splitAsStream(command).filter(word -> word.endsWith(".jpg")).toList();
    assertThat(pictures).hasSize(6).doesNotHaveDuplicates();
    List<String> rows = Files.readAllLines(output().resolve("prepared/test.csv"));
    List<String> told =
        pictures.stream()
            .map(picture -> output().resolve("prepared").relativize(Path.of(picture)).toString())
            .map(name -> label(rows, name))
            .toList();
    assertThat(labels.group(1).split(", ")).containsExactlyElementsOf(told);
    assertThat(captured.out()).contains(pictures);
  }

  private void whatToRunNextCanBeRun() {
    List<String> commands =
        captured.out().lines().filter(line -> line.startsWith("  ./agegender ")).toList();
    assertThat(commands).hasSize(4);
    for (String command : commands) {
      String[] words = command.strip().split(" ", -1);
      CommandLine line = CommandLines.create(captured.console(), FilesAtHand.ofProcess());
      assertThatCode(() -> line.parseArgs(Arrays.copyOfRange(words, 1, words.length)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  private static String label(List<String> rows, String name) {
    String[] fields =
        rows.stream()
            .filter(row -> row.startsWith(name + ","))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    return (fields[2].equals("0") ? "female " : "male ") + fields[1];
  }

  @Test
  void aStepThatFailsEndsTheDemoWithItsExitCode() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("prepared"), "a file in the way");
    assertThat(demo(1)).isEqualTo(2);
    assertThat(captured.err())
        .contains("$ ./agegender prepare", output().resolve("prepared").toString())
        .doesNotContain("3. Train", "\tat ");
    assertThat(captured.out()).doesNotContain("Done.");
    assertThat(output().resolve("run")).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Files.writeString(output(), "a file");
    captured = new CapturedConsole(false);
    assertThat(Main.run(captured.console(), "demo", "--output", output().toString())).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("is a file; name a folder by --output");
  }
}
