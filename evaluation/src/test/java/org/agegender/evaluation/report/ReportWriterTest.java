package org.agegender.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Sha256;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.Faces;
import org.agegender.evaluation.figures.SetFigures;
import org.agegender.vision.PictureLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportWriterTest {

  private static final Provenance MADE = Provenance.ofCommand(List.of("agegender", "evaluate"));

  @TempDir private Path folder;

  private static JudgedFace face(String filename, AgeLabel label, Optional<Gender> gender) {
    return new JudgedFace(
        new LabelledFace(filename, label, gender, "s", "p", "a,b\"c"), Faces.prediction(33, 0.25));
  }

  private static EvaluationResult result() {
    List<JudgedFace> faces =
        List.of(
            face(
                "crop/1.jpg",
                AgeLabel.exact(new Age(30)).withDeviation(2.5),
                Optional.of(Gender.FEMALE)),
            face(
                "crop/2.jpg",
                new AgeLabel(new Age(25), new AgeInterval(20, 29), OptionalDouble.empty()),
                Optional.empty()));
    ModelMetadata metadata =
        new ModelMetadata(
            "tutorial",
            8,
            CropGeometry.WHOLE,
            false,
            new ModelMetadata.TrainingData("colours", "none", "00"),
            new TreeMap<>(Map.of()),
            "0.0",
            "11");
    return new EvaluationResult(
        faces,
        SetFigures.of(faces, new Bootstrap(20, 7)),
        List.of(),
        new EvaluationResult.Model("m.onnx", "ab", metadata),
        false,
        new EvaluationResult.Data("set", "csv", Subset.TEST, 2, "cd", "free", CropGeometry.WHOLE),
        "1.2.3");
  }

  /** The pictures are not there: a report goes without. */
  private static void write(Path folder) throws IOException {
    ReportWriter.to(folder)
        .write(result(), face -> folder.resolve(face.filename()), PictureLimits.DEFAULT, MADE);
  }

  @Test
  void theFolderHasFiguresAndPredictions() throws IOException {
    Path report = folder.resolve("new/report");
    write(report);
    try (Stream<Path> files = Files.list(report)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .contains("report.json", "predictions.csv")
          .noneMatch(name -> name.contains("unfinished") || name.endsWith(".part"));
    }
    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.get("format").asText()).isEqualTo("agegender-report-1");
    assertThat(json.at("/images").asInt()).isEqualTo(2);
    assertThat(json.at("/age/mae").asDouble()).isEqualTo(3);
    assertThat(json.at("/gender/accuracy").asDouble()).isEqualTo(1);
    assertThat(json.at("/overall/figures/age_mae/value").asDouble()).isEqualTo(3);
    assertThat(json.at("/overall/figures/age_epsilon_error/value").asDouble())
        .isCloseTo(1 - Math.exp(-9 / 12.5), within(1e-12));
    assertThat(json.at("/overall/figures").has(Figure.BIN_RIGHT.key())).isFalse();
    // Both faces show one person: there is nothing to draw.
    assertThat(json.at("/overall/persons").asInt()).isEqualTo(1);
    assertThat(json.at("/overall/figures/age_mae/low").isNull()).isTrue();
    assertThat(json.at("/breakdowns/by_decade/0/key").asText()).isEqualTo("30");
    assertThat(json.at("/breakdowns/by_group/0/images").asInt()).isEqualTo(2);
    assertThat(json.at("/bootstrap/seed").asLong()).isEqualTo(7);
    assertThat(json.at("/bootstrap/drawn").asText()).isEqualTo("persons");
    assertThat(json.at("/model/sha256").asText()).isEqualTo("ab");
    assertThat(json.at("/data/hash").asText()).isEqualTo("cd");
    assertThat(json.at("/tool_version").asText()).isEqualTo("1.2.3");
    assertThat(json.at("/provenance/command/1").asText()).isEqualTo("evaluate");
    assertThat(json.at("/provenance/predictions_sha256").asText())
        .isEqualTo(Sha256.of(Files.readAllBytes(report.resolve("predictions.csv"))));
  }

  @Test
  void predictionsHaveLabelsAndAnswersOfEachFace() throws IOException {
    write(folder);
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("predictions.csv"))) {
      List<Map<String, String>> rows = csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
      assertThat(rows).hasSize(2);
      assertThat(rows.get(0))
          .containsEntry("filename", "crop/1.jpg")
          .containsEntry("group", "a,b\"c")
          .containsEntry("age", "30")
          .containsEntry("age_deviation", "2.5")
          .containsEntry("gender", "0")
          .containsEntry("predicted_years", "33.0")
          .containsEntry("most_likely_age", "33")
          .containsEntry("male_probability", "0.25");
      assertThat(rows.get(1))
          .containsEntry("age_low", "20")
          .containsEntry("age_high", "29")
          .containsEntry("age_deviation", "")
          .containsEntry("gender", "");
    }
  }

  @Test
  void theSameResultGivesTheSameFiles() throws IOException {
    write(folder.resolve("a"));
    write(folder.resolve("b"));
    assertThat(folder.resolve("a/report.json"))
        .hasSameBinaryContentAs(folder.resolve("b/report.json"));
  }

  @Test
  void anEarlierReportIsReplacedAndOtherFilesStay() throws IOException {
    write(folder);
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("predictions.csv"), "old");
    write(folder);
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertThat(folder.resolve("predictions.csv")).content().startsWith("filename,");
  }

  @Test
  void aReportThatWasNotFinishedMayBeWrittenAgain() throws IOException {
    Files.writeString(folder.resolve("report.unfinished"), "");
    Files.writeString(folder.resolve("predictions.csv"), "half");
    write(folder);
    assertThat(folder.resolve("report.unfinished")).doesNotExist();
    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void aFolderOfOtherFilesIsRefusedAndLeftAsItIs() throws IOException {
    Files.writeString(folder.resolve("predictions.csv"), "mine");
    assertRefused(folder, "earlier report");
    Files.writeString(folder.resolve("report.json"), "{\"format\": \"something else\"}");
    assertRefused(folder, "earlier report");
    Files.writeString(folder.resolve("report.json"), "no JSON");
    assertRefused(folder, "earlier report");
    assertThat(folder.resolve("predictions.csv")).hasContent("mine");
    assertRefused(folder.resolve("predictions.csv"), "is a file");
  }

  private static void assertRefused(Path target, String words) {
    assertThatThrownBy(() -> ReportWriter.to(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(target.toString())
        .hasMessageContaining(words);
  }
}
