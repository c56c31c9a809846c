package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Gender;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a set with wrong labels over {@code suspects} to one without: {@code prepare --exclude}. */
final class CleaningWayTest {

  @TempDir private Path folder;
  private CapturedConsole captured = new CapturedConsole(false);

  /** Names that a spreadsheet would run and a page would show as more than text. */
  private static final String HOSTILE = "=1+<b>1.png";

  @BeforeEach
  void set() throws Exception {
    List<String> rows = new ArrayList<>(List.of("filename,age,gender,source"));
    for (int i = 0; i < 30; i++) {
      String name = i == 5 ? HOSTILE : "face%d.png".formatted(i);
      Gender gender = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      Pngs.write(folder.resolve("in/" + name), ColourModel.face(16, 16, 10 + 3 * i, gender));
      boolean wrong = i == 5 || i == 12;
      rows.add(
          "%s,%d,%d,%s"
              .formatted(name, wrong ? 1 : 10 + 3 * i, gender.code(), i == 5 ? HOSTILE : ""));
    }
    Files.write(folder.resolve("in/labels.csv"), rows);
    ColourModel.write(folder.resolve("model.onnx"));
  }

  private int run(String... arguments) {
    captured = new CapturedConsole(false);
    return Main.run(captured.console(), arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int prepare(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("prepare", "--source", "csv"));
    arguments.addAll(List.of("--input", path("in"), "--output", path(output)));
    arguments.addAll(List.of("--image-size", "16"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int suspects(String... more) {
    List<String> arguments = new ArrayList<>(List.of("suspects", "--model", path("model.onnx")));
    arguments.addAll(List.of("--data", path("set"), "--output", path("suspects.csv")));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void wrongLabelsAreFoundShownAndLeftOut() throws Exception {
    assertThat(prepare("set")).isZero();
    assertThat(suspects("--top", "2", "--page", path("suspects.html"))).isZero();
    assertThat(captured.out())
        .contains("2 of 30 faces in " + path("suspects.csv"), "page in " + path("suspects.html"));
    assertThat(Files.readString(folder.resolve("suspects.csv")))
        .contains("csv/face12.png", ",'" + HOSTILE + ",");
    assertThat(Files.readString(folder.resolve("suspects.html")))
        .contains("csv/face12.png", "=1+&lt;b&gt;1.png")
        .doesNotContain("<b>");

    assertThat(prepare("clean", "--exclude", path("suspects.csv"))).isZero();
    assertThat(captured.out()).containsPattern("rejected +2\\R +excluded +2");
    assertThat(captured.err()).doesNotContain("--exclude");
    assertThat(Files.readString(folder.resolve("clean/rejected.csv")))
        .contains("face12.png,excluded,", HOSTILE + ",excluded,");
  }

  @Test
  void namesThatMatchNothingAreTold() throws Exception {
    Files.writeString(folder.resolve("names.csv"), "source\ncsv/face3.png\ncsv/none.png\nx\n");
    assertThat(prepare("clean", "--exclude", path("names.csv"))).isZero();
    assertThat(captured.out()).containsPattern("excluded +1");
    assertThat(captured.err())
        .contains("--exclude: 2 names are of no record here: csv/none.png, x");
  }

  @Test
  void filesThatAreThereAreLeftUnlessTheyMayBeReplaced() throws Exception {
    assertThat(prepare("set")).isZero();
    Files.writeString(folder.resolve("suspects.html"), "mine");
    assertThat(suspects("--page", path("suspects.html"))).isEqualTo(2);
    assertThat(captured.err()).contains("suspects.html: exists", "--overwrite");
    assertThat(folder.resolve("suspects.csv")).doesNotExist();
    assertThat(suspects("--page", path("suspects.html"), "--overwrite")).isZero();
    assertThat(suspects("--top", "0")).isEqualTo(2);
    assertThat(captured.err()).contains("--top must be at least 1, found 0");
  }

  @Test
  void onePartCanBeLookedAtAlone() throws Exception {
    assertThat(prepare("set")).isZero();
    assertThat(suspects("--subset", "val")).isZero();
    List<String> rows = Files.readAllLines(folder.resolve("suspects.csv"));
    assertThat(rows).hasSizeGreaterThan(1);
    assertThat(rows.subList(1, rows.size())).allMatch(row -> row.contains(",val,"));
  }
}
