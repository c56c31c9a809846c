package org.agegender.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.core.AgeDistribution;
import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.AnalysedPhoto;
import org.agegender.inference.PictureOutcome;
import org.junit.jupiter.api.Test;

final class FormatsTest {

  private static final PictureOutcome UNREADABLE =
      new PictureOutcome.Unreadable(Path.of("bad,\"x\".jpg"), "bad.jpg: the file is empty");

  /** One quarter each at 20 and 40, one half at 30: expected 30, eight tenths lie in 20 to 40. */
  private static PictureOutcome face() {
    float[] ages = new float[101];
    ages[20] = 0.25f;
    ages[30] = 0.5f;
    ages[40] = 0.25f;
    Prediction prediction = new Prediction(AgeDistribution.of(ages), 0.75);
    AnalysedFace face =
        new AnalysedFace(
            new FaceBox(0, 0, 60, 80),
            1,
            Optional.empty(),
            prediction,
            prediction.age().interval(0.8));
    return new PictureOutcome.Analysed(
        Path.of("dir/a.jpg"), new AnalysedPhoto(60, 80, List.of(face), 0));
  }

  @Test
  void jsonHasTheShapeOfTheContract() throws Exception {
    JsonNode found = new ObjectMapper().readTree(new JsonFormat(false).lines(face()));
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"image": "dir/a.jpg", "faces": [{"box": [0, 0, 60, 80], "score": 1.0,
                 "age": {"years": 30.0, "low": 20, "high": 40},
                 "gender": {"label": "male", "probability": 0.75}}]}
                """);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void anUnreadablePictureIsAJsonObjectWithAnError() throws Exception {
    String line = new JsonFormat(false).lines(UNREADABLE);
    assertThat(line).doesNotContain("\n");
    JsonNode found = new ObjectMapper().readTree(line);
    assertThat(found.get("image").asText()).isEqualTo("bad,\"x\".jpg");
    assertThat(found.get("error").asText()).isEqualTo("bad.jpg: the file is empty");
    assertThat(found.has("faces")).isFalse();
  }

  @Test
  void csvQuotesNamesAndKeepsItsColumns() {
    CsvFormat csv = new CsvFormat();
    assertThat(csv.header())
        .isEqualTo(
            "image,x,y,width,height,score,age,age_low,age_high,gender,gender_probability,error");
    assertThat(csv.lines(face()))
        .isEqualTo("dir/a.jpg,0,0,60,80,1.0000,30.0000,20,40,male,0.7500,");
    assertThat(csv.lines(UNREADABLE))
        .isEqualTo("\"bad,\"\"x\"\".jpg\",,,,,,,,,,,bad.jpg: the file is empty");
  }

  @Test
  void theTableLinesUpAndLeavesErrorsToStandardError() {
    TableFormat table = TableFormat.wideEnoughFor(List.of(Path.of("dir/a.jpg")), false);
    assertThat(table.header()).isEqualTo("image        age     range  gender  sure");
    assertThat(table.lines(face())).isEqualTo("dir/a.jpg   30.0     20-40  male    75 %");
    assertThat(table.lines(UNREADABLE)).isEmpty();
  }

  @Test
  void theTableTellsWhereEachFaceIs() {
    TableFormat table = TableFormat.wideEnoughFor(List.of(Path.of("dir/a.jpg")), true);
    assertThat(table.header())
        .isEqualTo("image      face                     age     range  gender  sure");
    assertThat(table.lines(face()))
        .isEqualTo("dir/a.jpg  60x80 at 0,0            30.0     20-40  male    75 %");
    PictureOutcome none =
        new PictureOutcome.Analysed(Path.of("dir/b.jpg"), new AnalysedPhoto(60, 80, List.of(), 0));
    assertThat(table.lines(none))
        .isEqualTo("dir/b.jpg  none                       -         -  -       -");
  }
}
