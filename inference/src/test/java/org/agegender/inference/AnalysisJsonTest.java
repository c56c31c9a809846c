package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.agegender.core.AgeDistribution;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Point;
import org.agegender.core.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnalysisJsonTest {

  private static final ObjectMapper READER = new ObjectMapper();
  private static final AnalysisJson SHORT = new AnalysisJson(false);
  private static final AnalysisJson FULL = new AnalysisJson(true);

  /** One quarter each at 20 and 40, one half at 30: expected 30, eight tenths lie in 20 to 40. */
  private static AnalysedFace face(Optional<FaceLandmarks> landmarks) {
    float[] ages = new float[101];
    ages[20] = 0.25f;
    ages[30] = 0.5f;
    ages[40] = 0.25f;
    Prediction prediction = new Prediction(AgeDistribution.of(ages), 0.75);
    return new AnalysedFace(
        new FaceBox(1, 2, 60, 80),
        0.98765432,
        landmarks,
        prediction,
        prediction.age().interval(0.8));
  }

  private static FaceLandmarks landmarks() {
    return new FaceLandmarks(
        new Point(10.126, 20),
        new Point(30, 20),
        new Point(20, 30),
        new Point(12, 40),
        new Point(-1.5, 40));
  }

  private static AnalysedPhoto photo(int leftOut, AnalysedFace... faces) {
    return new AnalysedPhoto(100, 200, List.of(faces), leftOut);
  }

  @Test
  void aPictureHasTheShapeOfTheContract() throws Exception {
    String json = SHORT.analysed("dir/a.jpg", photo(0, face(Optional.of(landmarks()))));
    assertThat(READER.readTree(json))
        .isEqualTo(
            READER.readTree(
                """
                {"image": "dir/a.jpg", "faces": [{"box": [1, 2, 60, 80], "score": 0.987654,
                 "age": {"years": 30.0, "low": 20, "high": 40},
                 "gender": {"label": "male", "probability": 0.75}}]}
                """));
  }

  @Test
  void noFacesAreAnEmptyListAndFacesLeftOutAreCounted() throws Exception {
    assertThat(READER.readTree(SHORT.analysed("a", photo(0))))
        .isEqualTo(READER.readTree("{\"image\": \"a\", \"faces\": []}"));
    JsonNode two =
        READER.readTree(
            SHORT.analysed("a", photo(7, face(Optional.empty()), face(Optional.empty()))));
    assertThat(two.get("faces")).hasSize(2);
    assertThat(two.get("faces_left_out").asInt()).isEqualTo(7);
  }

  @Test
  void onRequestThereAreLandmarksAndDistributions() throws Exception {
    AnalysedFace face = face(Optional.of(landmarks()));
    JsonNode found = READER.readTree(FULL.analysed("a", photo(0, face))).at("/faces/0");
    assertThat(found.get("landmarks"))
        .isEqualTo(
            READER.readTree(
                """
                {"left_eye": [10.13, 20.0], "right_eye": [30.0, 20.0], "nose": [20.0, 30.0],
                 "left_mouth": [12.0, 40.0], "right_mouth": [-1.5, 40.0]}
                """));
    JsonNode ages = found.at("/age/distribution");
    assertThat(ages).hasSize(101);
    assertThat(ages.get(20).asDouble()).isEqualTo(0.25);
    assertThat(ages.get(30).asDouble()).isEqualTo(0.5);
    assertThat(ages.get(0).asDouble()).isZero();
    assertThat(found.at("/gender/distribution"))
        .isEqualTo(READER.readTree("{\"female\": 0.25, \"male\": 0.75}"));
    JsonNode without = READER.readTree(FULL.analysed("a", photo(0, face(Optional.empty()))));
    assertThat(without.at("/faces/0").has("landmarks")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b\\c/d.jpg",
        "line\nbreak\ttab\u0000\u001f.jpg",
        "Grüße 顔 😀.jpg",
        "\ud83d",
        "x\ude00y",
        "\ud83dz",
        "</script>",
        ""
      })
  void textsAreReadAsTheyWere(String text) throws Exception {
    for (String json : List.of(SHORT.unreadable(text, text), SHORT.analysed(text, photo(0)))) {
      assertThat(json).doesNotContain("\n");
      byte[] utf8 = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      JsonNode found = READER.readTree(utf8);
      assertThat(found.get("image").asText()).isEqualTo(text);
      if (found.has("error")) {
        assertThat(found.get("error").asText()).isEqualTo(text);
      }
    }
  }
}
