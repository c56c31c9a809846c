package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {

  @TempDir private static Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);

  @BeforeAll
  static void make() throws IOException {
    ColourModel.write(folder.resolve("whole.onnx"));
    ColourModel.write(folder.resolve("aligned.onnx"), new CropGeometry.Aligned(0.25, 64));
    List<String> rows = new ArrayList<>(List.of("filename,age,gender"));
    for (int i = 0; i < 20; i++) {
      Gender gender = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      Pngs.write(folder.resolve("set/%d.png".formatted(i)), ColourModel.face(8, 8, 4 * i, gender));
      rows.add("%d.png,%d,%d".formatted(i, 4 * i, gender.code()));
    }
    Files.write(folder.resolve("set/val.csv"), rows);
    Files.writeString(folder.resolve("set/torn.png"), "no picture");
    rows.add("torn.png,20,1");
    Files.write(folder.resolve("set/test.csv"), rows);
  }

  private int compare(String... more) {
    List<String> arguments = new ArrayList<>(List.of("compare", path("whole.onnx")));
    arguments.addAll(List.of(path("aligned.onnx"), "--data", path("set")));
    arguments.addAll(List.of(more));
    return Main.run(captured.console(), arguments.toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aPictureThatCannotBeReadIsNamedOnceAndInNoFigure() throws IOException {
    assertThat(compare("--format", "json")).isEqualTo(1);
    assertThat(captured.errLines().stream().filter(line -> line.contains("torn.png"))).hasSize(1);
    JsonNode found = new ObjectMapper().readTree(captured.out());
    assertThat(found.get("images").asInt()).isEqualTo(20);
    assertThat(found.at("/data/faces").asInt()).isEqualTo(21);
    assertThat(found.get("unreadable").toString()).contains("torn.png");
    assertThat(found.at("/models/1/figures/gender_accuracy/value").asDouble()).isEqualTo(1);
  }

  @Test
  void theTextTellsHowManyFacesWereRead() {
    assertThat(compare()).isEqualTo(1);
    assertThat(captured.out()).contains("21 faces, 20 of them read", "difference to model 1");
  }

  @Test
  void aModelThatLearntFromOtherCropsThanTheSetsIsToldOf() throws IOException {
    assertThat(compare("--subset", "val", "--format", "json")).isZero();
    assertThat(captured.errLines().stream().filter(line -> line.contains("warning")))
        .singleElement()
        .asString()
        .startsWith("agegender: warning: " + path("aligned.onnx") + ": " + path("set"))
        .contains("cropped by 'aligned=none'", "trained on by 'aligned=five-point-tight");
    JsonNode found = new ObjectMapper().readTree(captured.out());
    assertThat(found.at("/models/0/crops_agree").asBoolean()).isTrue();
    assertThat(found.at("/models/1/crops_agree").asBoolean()).isFalse();
  }
}
