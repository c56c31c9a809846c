package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibrateCommandTest {

  @TempDir private Path folder;
  private CapturedConsole captured = new CapturedConsole(false);
  private Path model;
  private Path set;
  private Path output;

  /** One picture that the model takes for a man of 20 years; one label in ten says otherwise. */
  @BeforeEach
  void begin() throws Exception {
    model = ColourModel.write(folder.resolve("model.onnx"));
    output = folder.resolve("new/calibrated.onnx");
    set = folder.resolve("set");
    RgbImage face = ColourModel.face(8, 8, 20, Gender.MALE);
    Pngs.write(set.resolve("a.png"), face);
    List<String> rows = new ArrayList<>(List.of("filename,age,gender"));
    for (int i = 0; i < 200; i++) {
      rows.add("a.png,%d,%d".formatted(i % 4 == 0 ? 21 : 20, i % 10 == 0 ? 0 : 1));
    }
    Files.write(set.resolve("val.csv"), rows);
    Files.write(set.resolve("train.csv"), rows);
  }

  private int run(String... arguments) {
    captured = new CapturedConsole(false);
    return Main.run(captured.console(), arguments);
  }

  private int calibrate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("calibrate", "--model", model.toString()));
    arguments.addAll(List.of("--data", set.toString(), "--output", output.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void theCalibratedModelPredictsWithItsCalibration() throws Exception {
    assertThat(calibrate()).isZero();
    assertThat(captured.out())
        .contains("fitted on the val part of unknown: 200 faces", "before", "after")
        .contains("calibrated model in " + output);
    assertThat(captured.err()).doesNotContain("warning");
    JsonNode before = predicted(model);
    JsonNode after = predicted(output);
    assertThat(after.at("/age/years")).isEqualTo(before.at("/age/years"));
    assertThat(before.at("/age/low").asInt()).isEqualTo(before.at("/age/high").asInt());
    assertThat(after.at("/age/high").asInt()).isEqualTo(21);
    assertThat(before.at("/gender/probability").asDouble()).isEqualTo(1);
    assertThat(after.at("/gender/probability").asDouble()).isCloseTo(0.9, Offset.offset(0.06));
    assertThat(after.at("/gender/label")).isEqualTo(before.at("/gender/label"));
  }

  private JsonNode predicted(Path by) throws Exception {
    int code =
        run(
            "predict",
            "--no-detect",
            "--format",
            "json",
            "--model",
            by.toString(),
            set.resolve("a.png").toString());
    assertThat(code).isZero();
    return new ObjectMapper().readTree(captured.out()).at("/faces/0");
  }

  @Test
  void theTrainPartIsRefusedUnlessItIsAskedForInSoManyWords() {
    assertThat(calibrate("--subset", "train")).isEqualTo(2);
    assertThat(captured.err()).contains("--subset train", "--allow-train");
    assertThat(output).doesNotExist();
    assertThat(calibrate("--subset", "train", "--allow-train")).isZero();
    assertThat(captured.out()).contains("the train part");
  }

  @Test
  void aFileThatIsThereIsLeftUnlessItMayBeReplaced() throws Exception {
    output = folder.resolve("there.onnx");
    Files.writeString(output, "mine");
    assertThat(calibrate()).isEqualTo(2);
    assertThat(captured.err()).contains(output + ": exists", "--overwrite");
    assertThat(output).hasContent("mine");
    assertThat(calibrate("--overwrite")).isZero();
    output = folder;
    assertThat(calibrate("--overwrite")).isEqualTo(2);
    assertThat(captured.err()).contains("is a folder");
  }

  @Test
  void theModelItselfMayBeReplaced() {
    output = model;
    assertThat(calibrate("--overwrite")).isZero();
    assertThat(calibrate("--overwrite")).isZero();
  }

  @Test
  void picturesThatCannotBeReadAreNamedAndInNoFigure() throws Exception {
    Files.writeString(set.resolve("torn.png"), "no picture");
    Files.writeString(
        set.resolve("val.csv"), Files.readString(set.resolve("val.csv")) + "torn.png,20,1\n");
    assertThat(calibrate()).isEqualTo(1);
    assertThat(captured.err()).contains("torn.png");
    assertThat(captured.out()).contains("200 faces");
    assertThat(output).exists();
  }

  @Test
  void otherCropsThanTheModelsAreToldOf() throws Exception {
    model = ColourModel.write(folder.resolve("aligned.onnx"), new CropGeometry.Aligned(0.25, 64));
    assertThat(calibrate()).isZero();
    assertThat(captured.err())
        .contains("warning: " + set + ": the set's faces were cropped by 'aligned=none'");
  }
}
