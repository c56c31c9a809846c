package org.agegender.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.Gender;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.Evaluation;
import org.agegender.evaluation.EvaluationOptions;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.calibration.ModelCalibration;
import org.agegender.inference.ColourModel;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.Pngs;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CalibrationReportTest {

  @TempDir private Path folder;
  private Path model;
  private Path calibrated;
  private PreparedSet set;

  /**
   * One picture that the model takes for a man of 20 years: a quarter of the labels says 21 and one
   * in ten female, in val and in test.
   */
  @BeforeEach
  void begin() throws Exception {
    Pngs.write(folder.resolve("set/a.png"), ColourModel.face(8, 8, 20, Gender.MALE));
    List<String> rows = new ArrayList<>(List.of("filename,age,gender,source,identity,group"));
    for (int i = 0; i < 200; i++) {
      rows.add("a.png,%d,%d,,,g%d".formatted(i % 4 == 0 ? 21 : 20, i % 10 == 0 ? 0 : 1, i % 2));
    }
    Files.write(folder.resolve("set/val.csv"), rows);
    Files.write(folder.resolve("set/test.csv"), rows);
    set = PreparedSet.open(folder.resolve("set"));
    model = ColourModel.write(folder.resolve("model.onnx"));
    calibrated = folder.resolve("calibrated.onnx");
    try (FaceModel opened = FaceModel.open(model)) {
      ModelCalibration.write(
          opened,
          ModelCalibration.run(opened, set, Subset.VAL, PhotoOptions.DEFAULT, Progress.silent())
              .calibration(),
          calibrated);
    }
  }

  private EvaluationResult evaluate(Path file, Subset part) throws Exception {
    try (FaceModel opened = FaceModel.open(file)) {
      return Evaluation.run(opened, set, part, EvaluationOptions.DEFAULT, Progress.silent());
    }
  }

  @Test
  void theFiguresOfCalibrationStandInTheJson() throws Exception {
    JsonNode raw =
        new ObjectMapper()
            .readTree(EvaluationJson.of(evaluate(model, Subset.TEST)))
            .get("calibration");
    assertThat(raw.get("fitted_on").isNull()).isTrue();
    assertThat(raw.at("/age/overall/covered").asDouble()).isEqualTo(0.75);
    assertThat(raw.at("/age/overall/mean_width").asDouble()).isEqualTo(1);
    assertThat(raw.at("/age/intended").asDouble()).isEqualTo(0.8);
    assertThat(raw.at("/age/by_decade/0/key").asText()).isEqualTo("20");
    assertThat(raw.at("/age/by_gender/0/key").asText()).isEqualTo("female");
    assertThat(raw.at("/age/by_group")).hasSize(2);
    assertThat(raw.at("/gender/bins")).hasSize(15);
    assertThat(raw.at("/gender/bins/14/faces").asInt()).isEqualTo(200);
    assertThat(raw.at("/gender/bins/14/male_share").asDouble()).isEqualTo(0.9);
    assertThat(raw.at("/gender/bins/3/male_share").isMissingNode()).isTrue();
    assertThat(raw.at("/gender/expected_error").asDouble()).isCloseTo(0.1, within(1e-9));

    JsonNode fitted =
        new ObjectMapper()
            .readTree(EvaluationJson.of(evaluate(calibrated, Subset.TEST)))
            .get("calibration");
    assertThat(fitted.at("/fitted_on/part").asText()).isEqualTo("val");
    assertThat(fitted.at("/fitted_on/faces").asInt()).isEqualTo(200);
    assertThat(fitted.at("/fitted_on/same_faces").asBoolean(true)).isFalse();
    assertThat(fitted.at("/age/overall/covered").asDouble()).isEqualTo(1);
    assertThat(fitted.at("/gender/expected_error").asDouble()).isCloseTo(0, within(1e-6));
  }

  @Test
  void theTextSaysOnWhatTheModelWasCalibrated() throws Exception {
    assertThat(EvaluationText.of(evaluate(model, Subset.TEST)))
        .contains("not calibrated", "hold 0.750, and 1.0 years", "calibration error 0.100");
    assertThat(EvaluationText.of(evaluate(calibrated, Subset.TEST)))
        .contains("calibrated on the val part of unknown, 200 faces")
        .doesNotContain("these very faces");
    assertThat(EvaluationText.of(evaluate(calibrated, Subset.VAL)))
        .contains("200 faces: these very faces, which flatters");
  }

  @Test
  void predictionsHaveTheRangeThatTheModelGives() throws Exception {
    Path report = folder.resolve("report");
    ReportWriter.to(report)
        .write(
            evaluate(calibrated, Subset.TEST),
            set::picture,
            PictureLimits.DEFAULT,
            Provenance.ofCommand(List.of("test")));
    List<String> rows = Files.readAllLines(report.resolve("predictions.csv"));
    int column = List.of(rows.get(0).split(",", -1)).indexOf("predicted_high");
    assertThat(rows.get(1).split(",", -1)[column]).isEqualTo("21");
  }
}
