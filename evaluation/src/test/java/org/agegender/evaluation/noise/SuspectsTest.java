package org.agegender.evaluation.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.CropGeometry;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.dataset.input.GuardedText;
import org.agegender.dataset.input.LabelTable;
import org.agegender.evaluation.prediction.PredictedFace;
import org.agegender.evaluation.prediction.SetPredictions;
import org.agegender.inference.ColourModel;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.Pngs;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuspectsTest {

  private static final ModelMetadata MODEL =
      new ModelMetadata(
          "n",
          8,
          CropGeometry.WHOLE,
          false,
          new ModelMetadata.TrainingData("", "", ""),
          new TreeMap<>(Map.of()),
          "",
          "");

  @TempDir private Path folder;

  /** Half at 30, a quarter at 20 and at 40. */
  private static AgeDistribution distribution() {
    float[] p = new float[Age.CLASSES];
    p[20] = 0.25f;
    p[30] = 0.5f;
    p[40] = 0.25f;
    return AgeDistribution.of(p);
  }

  private static PredictedFace face(String name, AgeLabel age, Gender gender, double male) {
    return new PredictedFace(
        new LabelledFace(name, age, Optional.of(gender), "", "", ""),
        Subset.TRAIN,
        new Prediction(distribution(), male));
  }

  private static PredictedFace face(String name, int age, Gender gender, double male) {
    return face(name, AgeLabel.exact(new Age(age)), gender, male);
  }

  @Test
  void theScoreIsTheSmallerOfTheTwoProbabilities() {
    Suspect suspect = Suspect.of(face("a", 40, Gender.MALE, 0.01), MODEL);
    // From 40 upwards, and from 20 down: the two tails of a quarter each.
    assertThat(suspect.ageProbability()).isCloseTo(0.5, within(1e-12));
    assertThat(suspect.genderProbability()).isEqualTo(0.01);
    assertThat(suspect.score()).isCloseTo(2, within(1e-12));
    assertThat(suspect.reason()).isEqualTo(Suspect.Reason.GENDER);
    Suspect outside = Suspect.of(face("b", 41, Gender.MALE, 0.9), MODEL);
    assertThat(outside.score()).isCloseTo(6, within(1e-12));
    assertThat(outside.reason()).isEqualTo(Suspect.Reason.AGE);
    assertThat(Suspect.of(face("c", 5, Gender.FEMALE, 0.96), MODEL).reason())
        .isEqualTo(Suspect.Reason.BOTH);
    assertThat(Suspect.of(face("d", 30, Gender.MALE, 1), MODEL).score()).isZero();
  }

  @Test
  void theNearestAgeOfALabelledRangeCounts() {
    AgeLabel range = AgeLabel.within(new AgeInterval(30, 60));
    assertThat(Suspect.of(face("a", range, Gender.MALE, 1), MODEL).score()).isZero();
    AgeLabel beyond = AgeLabel.within(new AgeInterval(41, 60));
    assertThat(Suspect.of(face("a", beyond, Gender.MALE, 1), MODEL).score())
        .isCloseTo(6, within(1e-12));
  }

  @Test
  void theLeastBelievableComeFirstAndEqualOnesBySecondLabelThenYearsThenName() {
    List<PredictedFace> faces =
        List.of(
            face("fine", 30, Gender.MALE, 0.99),
            face("b", 41, Gender.MALE, 0.9),
            face("a", 41, Gender.MALE, 0.9),
            face("far", 90, Gender.MALE, 0.9),
            face("both", 41, Gender.MALE, 0.2),
            face("gender", 30, Gender.MALE, 0.001));
    assertThat(Suspects.of(faces, MODEL, 5))
        .extracting(suspect -> suspect.face().label().filename())
        .containsExactly("both", "far", "a", "b", "gender");
  }

  @Test
  void wrongLabelsThatWerePutInRankOnTop() throws Exception {
    Path set = folder.resolve("set");
    List<String> rows = new ArrayList<>(List.of("filename,age,gender,source,identity,group"));
    for (int i = 0; i < 60; i++) {
      Gender seen = i % 2 == 0 ? Gender.FEMALE : Gender.MALE;
      int years = i % 3 == 0 ? 20 : 40;
      String name = "crop/%d.png".formatted(i);
      Pngs.write(set.resolve(name), ColourModel.face(8, 8, years, seen));
      boolean wrongAge = i == 7 || i == 33;
      boolean wrongGender = i == 20 || i == 41;
      rows.add(
          "%s,%d,%d,s/%d,,"
              .formatted(
                  name, wrongAge ? 80 : years, wrongGender ? 1 - seen.code() : seen.code(), i));
    }
    Files.write(set.resolve("test.csv"), rows);
    PreparedSet opened = PreparedSet.open(set);
    try (FaceModel model = FaceModel.open(ColourModel.write(folder.resolve("model.onnx")))) {
      SetPredictions seen =
          SetPredictions.of(
              model,
              opened,
              List.of(Subset.TEST),
              PhotoOptions.DEFAULT,
              "suspects",
              Progress.silent());
      List<Suspect> suspects = Suspects.of(seen.faces(), model.metadata(), 60);
      assertThat(suspects.subList(0, 4))
          .extracting(suspect -> suspect.face().label().source())
          .containsExactlyInAnyOrder("s/7", "s/20", "s/33", "s/41");
      assertThat(suspects.get(3).score()).isCloseTo(6, within(1e-9));
      assertThat(suspects.get(4).score()).isLessThan(1);
    }
  }

  private static final String HOSTILE = "=HYPERLINK(\"x\")<script>alert('1')</script>,\n&.png";

  private static Suspect hostile() {
    PredictedFace face =
        new PredictedFace(
            new LabelledFace(
                HOSTILE, AgeLabel.exact(new Age(9)), Optional.empty(), "@" + HOSTILE, "", ""),
            Subset.VAL,
            new Prediction(distribution(), 0.7));
    return Suspect.of(face, MODEL);
  }

  @Test
  void hostileNamesAreTextInTheTableAndComeBackAsTheyWere() throws Exception {
    Path csv = folder.resolve("suspects.csv");
    SuspectsTable.write(csv, List.of(hostile()));
    LabelTable.Row row = LabelTable.read(csv, List.of("filename", "source")).rows().get(0);
    assertThat(row.verbatim("filename")).startsWith("'=");
    assertThat(row.verbatim("source")).startsWith("'@");
    assertThat(GuardedText.unguard(row.verbatim("filename"))).isEqualTo(HOSTILE);
    assertThat(GuardedText.unguard(row.verbatim("source"))).isEqualTo("@" + HOSTILE);
    assertThat(row.text("part")).isEqualTo("val");
    assertThat(row.text("score")).isEqualTo("6.000");
    assertThat(row.text("reason")).isEqualTo("age");
    assertThat(row.text("age")).isEqualTo("9");
    assertThat(row.text("predicted_age")).isEqualTo("30.0");
    assertThat(row.text("gender")).isEmpty();
    assertThat(row.text("gender_probability")).isEmpty();
    assertThat(row.text("predicted_gender")).isEqualTo("male");
  }

  @Test
  void hostileNamesAreTextOnThePageWhichNeedsNoOtherFile() throws Exception {
    Path set = folder.resolve("set");
    Pngs.write(set.resolve("a.png"), ColourModel.face(8, 8, 30, Gender.MALE));
    Files.writeString(set.resolve("val.csv"), "filename,age,gender\na.png,9,0\n");
    Suspect seen = Suspect.of(face("a.png", 9, Gender.FEMALE, 0.99), MODEL);
    Path page = folder.resolve("page.html");
    Locale usual = Locale.getDefault();
    try {
      // The numbers are those of no country.
      Locale.setDefault(Locale.GERMANY);
      SuspectsPage.write(
          page,
          List.of(seen, hostile()),
          PreparedSet.open(set),
          new PictureDecoder(),
          "of <b>" + HOSTILE);
    } finally {
      Locale.setDefault(usual);
    }
    String html = Files.readString(page);
    assertThat(html)
        .contains("src=\"data:image/jpeg;base64,/9j/")
        .contains("<span class=\"none\">unreadable</span>")
        .contains("@=HYPERLINK(&quot;x&quot;)&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .contains("labelled 9, predicted 30", "labelled female, predicted male (99.0 %)")
        .doesNotContain("<script", "<b>", "http:", "https:");
  }
}
