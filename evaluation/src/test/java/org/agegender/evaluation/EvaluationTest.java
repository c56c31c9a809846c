package org.agegender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.core.ToolVersion;
import org.agegender.core.metrics.Figure;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.figures.Breakdown;
import org.agegender.evaluation.figures.Dimension;
import org.agegender.evaluation.figures.GroupFigures;
import org.agegender.evaluation.report.EvaluationJson;
import org.agegender.evaluation.report.EvaluationText;
import org.agegender.inference.ColourModel;
import org.agegender.inference.FaceModel;
import org.agegender.inference.InferenceOptions;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {

  private static final EvaluationOptions MIRRORING =
      new EvaluationOptions(PhotoOptions.DEFAULT, true);

  @TempDir private Path folder;
  private Path set;
  private final List<String> rows = new ArrayList<>();

  @BeforeEach
  void begin() throws Exception {
    set = Files.createDirectories(folder.resolve("set"));
    rows.add("filename,age,gender,source,identity,group");
  }

  /** A picture that the model takes for one age and gender, labelled with others. */
  private void face(int seenYears, Gender seen, int years, Gender labelled) throws Exception {
    String name = "crop/" + rows.size() + ".png";
    Pngs.write(set.resolve(name), ColourModel.face(12, 12, seenYears, seen));
    rows.add("%s,%d,%d,,,".formatted(name, years, labelled.code()));
  }

  private void unreadable(String name) throws Exception {
    Files.createDirectories(set.resolve("crop"));
    Files.writeString(set.resolve("crop/" + name), "no picture");
    rows.add("crop/%s,30,0,,,".formatted(name));
  }

  private EvaluationResult evaluate(int batchSize, EvaluationOptions options) throws Exception {
    return evaluate(ColourModel.write(folder.resolve("model.onnx")), batchSize, options);
  }

  private EvaluationResult evaluate(Path file, int batchSize, EvaluationOptions options)
      throws Exception {
    Files.write(set.resolve("test.csv"), rows);
    try (FaceModel model =
        FaceModel.open(file, InferenceOptions.DEFAULT.withBatchSize(batchSize))) {
      return Evaluation.run(model, PreparedSet.open(set), Subset.TEST, options, Progress.silent());
    }
  }

  private EvaluationResult evaluate() throws Exception {
    return evaluate(32, EvaluationOptions.DEFAULT);
  }

  /** Errors in years: 0, +5, -10, 0; three genders of four right. */
  private void fourFaces() throws Exception {
    face(20, Gender.FEMALE, 20, Gender.FEMALE);
    face(40, Gender.MALE, 35, Gender.MALE);
    face(20, Gender.FEMALE, 30, Gender.MALE);
    face(100, Gender.MALE, 100, Gender.MALE);
  }

  @Test
  void figuresAreThoseComputedByHand() throws Exception {
    fourFaces();
    EvaluationResult result = evaluate();
    assertThat(result.figures().overall().faces()).isEqualTo(4);
    assertThat(result.figures().overall().value(Figure.AGE_MAE)).isCloseTo(15 / 4.0, within(0.02));
    assertThat(result.figures().overall().value(Figure.AGE_RMSE))
        .isCloseTo(Math.sqrt(125 / 4.0), within(0.02));
    assertThat(result.figures().overall().value(Figure.AGE_EXACT)).isEqualTo(0.5);
    assertThat(result.figures().overall().value(Figure.GENDER_ACCURACY)).isEqualTo(0.75);
    Breakdown byDecade = result.figures().by(Dimension.DECADE).orElseThrow();
    assertThat(byDecade.groups()).extracting(GroupFigures::key).containsExactly("20", "30", "100");
    GroupFigures thirties = byDecade.group("30").orElseThrow();
    assertThat(thirties.faces()).isEqualTo(2);
    assertThat(thirties.value(Figure.AGE_MAE)).isCloseTo(7.5, within(0.02));
    assertThat(thirties.value(Figure.GENDER_ACCURACY)).isEqualTo(0.5);
  }

  @Test
  void theShareWithinFiveYearsCountsWholeFaces() throws Exception {
    face(24, Gender.MALE, 20, Gender.MALE);
    face(34, Gender.MALE, 30, Gender.MALE);
    face(46, Gender.MALE, 40, Gender.MALE);
    assertThat(evaluate().figures().overall().value(Figure.AGE_CS5))
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void batchesAndThreadsChangeNoFigure() throws Exception {
    for (int years = 0; years <= 100; years += 3) {
      face(years, Gender.MALE, 100 - years, Gender.FEMALE);
    }
    EvaluationResult one =
        evaluate(1, new EvaluationOptions(PhotoOptions.DEFAULT.withDecoders(1), false));
    EvaluationResult many =
        evaluate(7, new EvaluationOptions(PhotoOptions.DEFAULT.withDecoders(4), false));
    assertThat(many.figures().overall().value(Figure.AGE_MAE))
        .isCloseTo(one.figures().overall().value(Figure.AGE_MAE), within(1e-5));
    assertThat(many.figures().overall().value(Figure.AGE_EXACT))
        .isEqualTo(one.figures().overall().value(Figure.AGE_EXACT));
    assertThat(many.figures().overall().value(Figure.GENDER_ACCURACY))
        .isEqualTo(one.figures().overall().value(Figure.GENDER_ACCURACY));
  }

  @Test
  void theResultSaysWhetherMirrorImagesWereAveraged() throws Exception {
    fourFaces();
    EvaluationResult plain = evaluate();
    EvaluationResult flipped = evaluate(2, MIRRORING);
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(EvaluationJson.of(flipped)).at("/flip").booleanValue()).isTrue();
    assertThat(mapper.readTree(EvaluationJson.of(plain)).at("/flip").isBoolean()).isTrue();
    assertThat(mapper.readTree(EvaluationJson.of(plain)).at("/flip").booleanValue()).isFalse();
    assertThat(EvaluationText.of(flipped)).contains("each picture and its mirror image");
    assertThat(EvaluationText.of(plain)).doesNotContain("mirror");
  }

  /** A face whose left half is of 20 years and its right one of 50; the model sees the left. */
  @Test
  void mirrorImagesAreAveragedOnRequest() throws Exception {
    RgbImage left = ColourModel.face(8, 8, 20, Gender.MALE);
    RgbImage right = ColourModel.face(8, 8, 50, Gender.MALE);
    byte[] halves = left.pixels().clone();
    for (int i = 0; i < halves.length; i++) {
      halves[i] = i / RgbImage.CHANNELS % 8 < 4 ? halves[i] : right.pixels()[i];
    }
    Pngs.write(set.resolve("crop/halves.png"), new RgbImage(8, 8, halves));
    rows.add("crop/halves.png,20,%d,,,".formatted(Gender.MALE.code()));
    Path file = ColourModel.writeOfLeftHalf(folder.resolve("left.onnx"));
    EvaluationResult plain = evaluate(file, 2, EvaluationOptions.DEFAULT);
    assertThat(plain.figures().overall().value(Figure.AGE_MAE)).isCloseTo(0, within(0.02));
    EvaluationResult flipped = evaluate(file, 2, MIRRORING);
    assertThat(flipped.figures().overall().value(Figure.AGE_MAE)).isCloseTo(15, within(0.1));
  }

  @Test
  void unreadablePicturesAreCountedAndNamedAndInNoFigure() throws Exception {
    face(20, Gender.FEMALE, 20, Gender.FEMALE);
    unreadable("torn.jpg");
    face(30, Gender.FEMALE, 30, Gender.FEMALE);
    EvaluationResult result = evaluate();
    assertThat(result.figures().overall().faces()).isEqualTo(2);
    assertThat(result.figures().overall().value(Figure.AGE_EXACT)).isEqualTo(1);
    assertThat(result.data().faces()).isEqualTo(3);
    assertThat(result.failures()).hasSize(1);
    assertThat(result.failures().get(0).filename()).isEqualTo("crop/torn.jpg");
    assertThat(EvaluationText.of(result))
        .contains("1 pictures could not be read")
        .contains("torn.jpg");
    JsonNode json = new ObjectMapper().readTree(EvaluationJson.of(result));
    assertThat(json.at("/unreadable/images").asInt()).isEqualTo(1);
    assertThat(json.at("/unreadable/files/0/file").asText()).isEqualTo("crop/torn.jpg");
  }

  @Test
  void aSetWithoutAnyReadablePictureIsRefused() throws Exception {
    unreadable("a.jpg");
    unreadable("b.jpg");
    assertThatThrownBy(this::evaluate)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none of the 2 pictures of the test part can be read")
        .hasMessageContaining("a.jpg");
  }

  @Test
  void theJsonKeepsTheContractAndNamesWhatWasJudged() throws Exception {
    fourFaces();
    EvaluationResult result = evaluate();
    assertThat(EvaluationJson.of(result)).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(EvaluationJson.of(result));
    assertThat(json.at("/images").asLong()).isEqualTo(4);
    assertThat(json.at("/age/mae").asDouble())
        .isEqualTo(result.figures().overall().value(Figure.AGE_MAE));
    assertThat(json.at("/age/rmse").asDouble())
        .isEqualTo(result.figures().overall().value(Figure.AGE_RMSE));
    assertThat(json.at("/age/cs5").asDouble())
        .isEqualTo(result.figures().overall().value(Figure.AGE_CS5));
    assertThat(json.at("/age/exact").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/gender/accuracy").asDouble()).isEqualTo(0.75);
    assertThat(json.at("/by_decade/30/images").asLong()).isEqualTo(2);
    assertThat(json.at("/by_decade/30/gender/accuracy").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/model/sha256").asText()).hasSize(64);
    assertThat(json.at("/model/network").asText()).isEqualTo("colour");
    assertThat(json.at("/data/subset").asText()).isEqualTo("test");
    assertThat(json.at("/data/hash").asText()).isEqualTo(PreparedSet.open(set).hash());
    assertThat(json.at("/tool_version").asText()).isEqualTo(ToolVersion.current());
  }

  @Test
  void aSetThatWasCroppedOtherwiseThanTheModelsIsToldSo() throws Exception {
    fourFaces();
    EvaluationResult same = evaluate();
    assertThat(same.cropsAgree()).isTrue();
    assertThat(new ObjectMapper().readTree(EvaluationJson.of(same)).at("/crops_agree").asBoolean())
        .isTrue();

    Alignment alignment =
        new Alignment(new CropGeometry.Aligned(0.5, 64).text(), 0.5, "yunet", "ab", "keep");
    SetDescription description =
        new SetDescription(
            SetDescription.FORMAT,
            "test",
            "csv",
            "",
            "in",
            "",
            new SetDescription.Options(64, 95, 1000, List.of(0.8, 0.1, 0.1), 0, 1, false),
            alignment,
            "00",
            new SetDescription.Counts(4, 0, 0, 4, 0, Map.of(), Map.of("landmarks", 4)),
            new SetDescription.Split("content", 4, 1, "age decade and gender"));
    Files.writeString(set.resolve(SetDescription.FILE_NAME), description.toJson());
    EvaluationResult other = evaluate();
    assertThat(other.cropsAgree()).isFalse();
    JsonNode json = new ObjectMapper().readTree(EvaluationJson.of(other));
    assertThat(json.at("/crops_agree").asBoolean(true)).isFalse();
    assertThat(json.at("/model/crop_geometry").asText()).isEqualTo("aligned=none");
    assertThat(json.at("/data/crop_geometry").asText()).isEqualTo(alignment.cropGeometry());
    assertThat(other.cropsDisagree())
        .startsWith(set + ": the set's faces were cropped by 'aligned=five-point-tight;margin=0.5")
        .contains("those the model was trained on by 'aligned=none'");
  }

  @Test
  void theTableHasARowForEachDecadeAndOneForAll() throws Exception {
    fourFaces();
    assertThat(EvaluationText.of(evaluate()).lines().map(line -> line.replaceAll(" +", " ")))
        .contains("age images MAE RMSE CS@5 exact gender")
        .anyMatch(line -> line.startsWith("30-39* 2 7.5"))
        .anyMatch(line -> line.startsWith("100* 1 0.0"))
        .anyMatch(line -> line.startsWith("all* 4 3.7"));
  }

  @Test
  void progressTellsOfEachFace() throws Exception {
    fourFaces();
    Files.write(set.resolve("test.csv"), rows);
    long[] told = new long[3];
    Progress counting =
        (what, total, before) -> {
          told[0] = total;
          return new Progress.Task() {
            @Override
            public void advance(long steps) {
              told[1] += steps;
            }

            @Override
            public void detail(String text) {}

            @Override
            public void close() {
              told[2]++;
            }
          };
        };
    try (FaceModel model = FaceModel.open(ColourModel.write(folder.resolve("model.onnx")))) {
      Evaluation.run(
          model, PreparedSet.open(set), Subset.TEST, EvaluationOptions.DEFAULT, counting);
    }
    assertThat(told).containsExactly(4, 4, 1);
  }
}
