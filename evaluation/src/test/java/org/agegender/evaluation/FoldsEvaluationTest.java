package org.agegender.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.metrics.Figure;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.report.FoldsJson;
import org.agegender.evaluation.report.FoldsText;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldsEvaluationTest {

  @TempDir private Path folder;

  @Test
  void figuresOfFoldsHaveTheirMeanAndDeviation() throws Exception {
    // Errors of 5, 10 and 30 years; the middle fold has no gender, of the others one is right.
    fold(0, 25, Gender.MALE, "20,1");
    fold(1, 40, Gender.MALE, "50,");
    fold(2, 60, Gender.FEMALE, "30,1");
    describe(3);
    FoldsResult result = run(3);
    assertThat(result.images()).isEqualTo(3);
    Spread mae = result.spreads().get(Figure.AGE_MAE);
    assertThat(mae.mean()).isCloseTo(15, within(0.02));
    assertThat(mae.deviation()).isCloseTo(Math.sqrt((100 + 25 + 225) / 2.0), within(0.02));
    assertThat(mae.folds()).isEqualTo(3);
    Spread gender = result.spreads().get(Figure.GENDER_ACCURACY);
    assertThat(gender.mean()).isEqualTo(0.5);
    assertThat(gender.deviation()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(gender.folds()).isEqualTo(2);

    JsonNode json = new ObjectMapper().readTree(FoldsJson.of(result));
    assertThat(json.at("/mean/age/mae").asDouble()).isEqualTo(mae.mean());
    assertThat(json.at("/deviation/age/mae").asDouble()).isEqualTo(mae.deviation());
    assertThat(json.at("/mean/gender/accuracy").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/figures/gender_accuracy/folds").asInt()).isEqualTo(2);
    assertThat(json.at("/folds")).hasSize(3);
    assertThat(json.at("/folds/1/age/mae").asDouble()).isCloseTo(10, within(0.02));
    assertThat(FoldsText.of(result).lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("1 1 10.0"))
        .anyMatch(line -> line.startsWith("mean 15.0"))
        .anyMatch(line -> line.startsWith("deviation 13.2"));
  }

  @Test
  void oneFoldHasNoDeviation() {
    assertThat(Spread.of(List.of(4.0)).deviation()).isNaN();
    assertThat(Spread.of(List.of(4.0, 6.0)).mean()).isEqualTo(5);
  }

  @Test
  void eachFoldNeedsItsModel() throws Exception {
    fold(0, 25, Gender.MALE, "20,1");
    fold(1, 40, Gender.MALE, "50,1");
    describe(2);
    assertThatThrownBy(() -> run(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 2 folds")
        .hasMessageContaining("found 1 models");
  }

  private FoldsResult run(int models) throws Exception {
    Path model = ColourModel.write(folder.resolve("model.onnx"));
    return FoldsEvaluation.run(
        Collections.nCopies(models, model),
        FoldedSet.open(folder),
        Subset.TEST,
        EvaluationOptions.DEFAULT,
        Progress.silent());
  }

  /** A fold of one face that the model takes for one age and gender, labelled with others. */
  private void fold(int number, int seenYears, Gender seen, String labels) throws Exception {
    Pngs.write(
        folder.resolve("crop/" + number + ".png"), ColourModel.face(12, 12, seenYears, seen));
    Path fold = Files.createDirectories(folder.resolve("fold-" + number));
    Files.writeString(
        fold.resolve("test.csv"),
        "filename,age,gender\ncrop/%d.png,%s\n".formatted(number, labels));
    Files.writeString(fold.resolve(SetDescription.FILE_NAME), description(number, 1).toJson());
  }

  private void describe(int folds) throws Exception {
    Files.writeString(
        folder.resolve(SetDescription.FILE_NAME),
        description(SetDescription.NO_FOLD, folds).toJson());
  }

  private static SetDescription description(int fold, int faces) {
    return new SetDescription(
        SetDescription.FORMAT,
        "test",
        "csv",
        "",
        "in",
        "",
        new SetDescription.Options(64, 95, 1000, List.of(), 0, 1, false, "3", "", ""),
        Alignment.NONE,
        "00",
        new SetDescription.Counts(faces, 0, 0, faces, 0, Map.of(), Map.of()),
        new SetDescription.Split("content", faces, 1, "age decade and gender"),
        List.of(),
        fold);
  }
}
