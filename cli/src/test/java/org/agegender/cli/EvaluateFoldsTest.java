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
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code evaluate --folds} on a set that {@code prepare --folds} made, and models for each fold.
 */
final class EvaluateFoldsTest {

  private static final int FACES = 30;

  @TempDir private static Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  @BeforeAll
  static void prepare() throws IOException {
    List<String> rows = new ArrayList<>(List.of("filename,age,gender"));
    for (int i = 0; i < FACES; i++) {
      Gender gender = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      Pngs.write(folder.resolve("in/%d.png".formatted(i)), ColourModel.face(16, 16, 3 * i, gender));
      rows.add("%d.png,%d,%d".formatted(i, 3 * i, gender.code()));
    }
    Files.write(folder.resolve("in/labels.csv"), rows);
    CapturedConsole console = new CapturedConsole(false);
    assertThat(
            Main.run(
                console.console(),
                "prepare --source csv --folds 3 --image-size 16 --input %s --output %s"
                    .formatted(path("in"), path("set"))
                    .split(" ")))
        .as(console.err())
        .isZero();
    for (int fold = 0; fold < 3; fold++) {
      ColourModel.write(folder.resolve("m%d.onnx".formatted(fold)));
    }
    ColourModel.write(folder.resolve("aligned.onnx"), new CropGeometry.Aligned(0.25, 16));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String models() {
    return path("m0.onnx") + "," + path("m1.onnx") + "," + path("m2.onnx");
  }

  private int evaluate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--folds", path("set")));
    arguments.addAll(List.of(more));
    return Main.run(captured.console(), arguments.toArray(String[]::new));
  }

  private static int faces(Subset subset, int fold) throws IOException {
    return FoldedSet.open(folder.resolve("set")).folds().get(fold).records(subset).size();
  }

  @Test
  void eachModelIsJudgedOnTheTestPartOfItsFold() throws IOException {
    assertThat(evaluate("--model", models(), "--format", "json")).as(captured.err()).isZero();
    assertThat(captured.out().lines()).hasSize(1);
    JsonNode found = new ObjectMapper().readTree(captured.out());
    assertThat(found.get("images").asInt()).isEqualTo(FACES);
    assertThat(found.at("/mean/age/mae").asDouble()).isLessThan(1);
    assertThat(found.at("/mean/gender/accuracy").asDouble()).isEqualTo(1);
    assertThat(found.get("folds")).hasSize(3);
    double mean = 0;
    for (int fold = 0; fold < 3; fold++) {
      JsonNode one = found.get("folds").get(fold);
      assertThat(one.at("/model/file").asText()).isEqualTo(path("m%d.onnx".formatted(fold)));
      assertThat(one.at("/data/folder").asText()).isEqualTo(path("set/fold-" + fold));
      assertThat(one.get("images").asInt()).isEqualTo(faces(Subset.TEST, fold));
      mean += one.at("/age/mae").asDouble() / 3;
    }
    assertThat(found.at("/mean/age/mae").asDouble()).isCloseTo(mean, within(1e-9));
    assertThat(captured.err()).doesNotContain("warning");
  }

  @Test
  void modelsMayBeNamedOneByOne() {
    String[] apart = {
      "--model", path("m0.onnx"), "--model", path("m1.onnx"), "--model", path("m2.onnx")
    };
    assertThat(evaluate(apart)).as(captured.err()).isZero();
    CapturedConsole byCommas = new CapturedConsole(false);
    assertThat(
            Main.run(byCommas.console(), "evaluate", "--folds", path("set"), "--model", models()))
        .isZero();
    assertThat(captured.out()).isEqualTo(byCommas.out());
    assertThat(captured.out())
        .contains("folds  %s: %d faces".formatted(path("set"), FACES))
        .containsPattern("0 +10 .*" + path("m0.onnx") + "\\R1 +10 .*" + path("m1.onnx"))
        .containsPattern("mean +\\d")
        .containsPattern("deviation +\\d");
  }

  @Test
  void anotherPartOfEachFoldCanBeJudged() throws IOException {
    assertThat(evaluate("--model", models(), "--subset", "train", "--format", "json")).isZero();
    JsonNode found = new ObjectMapper().readTree(captured.out());
    assertThat(found.at("/folds/1/images").asInt()).isEqualTo(faces(Subset.TRAIN, 1));
  }

  @Test
  void eachFoldNeedsItsModel() {
    assertThat(evaluate("--model", path("m0.onnx") + "," + path("m1.onnx"))).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).contains("has 3 folds", "found 2 models");
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void foldsThatAModelWasNotMadeForAreToldOf() {
    String models = path("aligned.onnx") + "," + path("m1.onnx") + "," + path("m2.onnx");
    assertThat(evaluate("--model", models)).isZero();
    assertThat(captured.errLines().stream().filter(line -> line.contains("warning"))).hasSize(1);
    assertThat(captured.err()).contains("warning: " + path("set/fold-0"), "aligned=");
  }

  @Test
  void aPictureThatCannotBeReadIsNamedAndInNoFigure() throws IOException {
    PreparedSet second = FoldedSet.open(folder.resolve("set")).folds().get(1);
    LabelledFace face = second.records(Subset.TEST).get(0);
    Path crop = second.picture(face);
    byte[] before = Files.readAllBytes(crop);
    Files.writeString(crop, "no picture");
    try {
      assertThat(evaluate("--model", models(), "--format", "json")).isEqualTo(1);
    } finally {
      Files.write(crop, before);
    }
    assertThat(captured.errLines().stream().filter(line -> line.startsWith("agegender: ")))
        .singleElement()
        .asString()
        .contains(crop.getFileName().toString());
    JsonNode found = new ObjectMapper().readTree(captured.out());
    assertThat(found.get("images").asInt()).isEqualTo(FACES - 1);
    assertThat(found.at("/folds/1/images").asInt()).isEqualTo(faces(Subset.TEST, 1) - 1);
  }
}
