package org.agegender.evaluation.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.evaluation.EvaluationResult;
import org.agegender.evaluation.report.DrawnReport;
import org.agegender.vision.PictureLimits;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPageTest {

  private static final String SCRIPT = "</script><script>alert(1)</script>";
  private static final String IMAGE = "<img src=x onerror=alert(1)>";

  @TempDir private Path folder;
  private DrawnReport drawn;
  private JsonNode report;
  private String html;
  private Document page;

  @BeforeEach
  void begin() {
    drawn = new DrawnReport(folder);
  }

  private void write(List<JudgedFace> faces, EvaluationResult.Failure... failures)
      throws Exception {
    Path written = drawn.write(drawn.result(faces, List.of(failures)));
    report = new ObjectMapper().readTree(written.resolve("report.json").toFile());
    html = Files.readString(written.resolve("report.html"));
    page = Jsoup.parse(html);
  }

  private Element table(String caption) {
    return page.select("table").stream()
        .filter(table -> table.select("caption").get(0).ownText().equals(caption))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table " + caption));
  }

  private static List<String> row(Element table, String name) {
    Element row =
        table.select("tbody tr").stream()
            .filter(found -> found.select("th").text().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row " + name));
    return row.select("td").eachText();
  }

  private static String years(JsonNode number) {
    return String.format(Locale.ROOT, "%.2f", number.asDouble()).replace('-', '−');
  }

  private static String share(JsonNode number) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * number.asDouble());
  }

  private JsonNode data() throws Exception {
    return new ObjectMapper().readTree(page.select("script#figures").get(0).data());
  }

  @Test
  void theFiguresAreThoseOfTheJson() throws Exception {
    write(drawn.faces(303));
    JsonNode mae = report.at("/overall/figures/age_mae");
    assertThat(page.select(".headline .value").eachText())
        .contains(years(mae.get("value")) + " years");
    assertThat(row(table("Age: all faces"), "Mean absolute error (MAE)"))
        .containsExactly(
            years(mae.get("value")), years(mae.get("low")) + " to " + years(mae.get("high")));
    JsonNode cs5 = report.at("/overall/figures/age_cs5");
    assertThat(row(table("Age: cumulative scores"), "CS@5: within 5 years"))
        .containsExactly(
            share(cs5.get("value")), share(cs5.get("low")) + " to " + share(cs5.get("high")));
    Element decades = table("By decade of the labelled age");
    assertThat(report.at("/breakdowns/by_decade")).hasSize(11);
    for (JsonNode decade : report.at("/breakdowns/by_decade")) {
      List<String> cells = row(decades, decade.get("label").asText());
      assertThat(cells.get(0)).isEqualTo(decade.get("images").asText());
      assertThat(cells.get(1)).startsWith(years(decade.at("/figures/age_mae/value")));
      assertThat(cells.get(4)).startsWith(share(decade.at("/figures/age_cs5/value")));
    }
    assertThat(row(table("Confusion"), "female").get(1))
        .startsWith(report.at("/overall/confusion/female/male").asText() + " ");
    assertThat(row(table("By group"), "north").get(0)).isEqualTo("98");
  }

  @Test
  void theChartsAreDrawnFromTheSameFigures() throws Exception {
    List<JudgedFace> faces = drawn.faces(303);
    write(faces);
    assertThat(data().at("/report/overall")).isEqualTo(report.get("overall"));
    assertThat(data().at("/report/breakdowns/by_group/0/figures"))
        .isEqualTo(report.at("/breakdowns/by_group/0/figures"));
    JsonNode points = data().at("/faces/points");
    assertThat(points.get("female").size() + points.get("male").size()).isEqualTo(303);
    long zeroToFour = faces.stream().filter(face -> face.face().age().years() < 5).count();
    assertThat(data().at("/faces/ages/0/labelled").asLong()).isEqualTo(zeroToFour);
  }

  @Test
  void theChartOfAgesReachesToTheOldestPrediction() throws Exception {
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LabelledFace face = new LabelledFace(i + ".jpg", new Age(i), Gender.MALE, "", "", "");
      faces.add(DrawnReport.judged(face, i == 3 ? 62.4 : i, 0.9));
    }
    write(faces);
    assertThat(data().at("/faces/oldest").asInt()).isEqualTo(11);
    assertThat(data().at("/faces/reach").asInt()).isEqualTo(63);
  }

  @Test
  void moreThanFourThousandFacesAreThinnedEvenlyAndThePageSaysSo() {
    List<JudgedFace> many = new ArrayList<>();
    for (int i = 0; i < 8000; i++) {
      many.add(
          DrawnReport.judged(
              new LabelledFace(i + ".jpg", new Age(50), Gender.MALE, "", "", ""), 50, 1));
    }
    assertThat(ChartData.drawn(many))
        .hasSize(4000)
        .startsWith(many.get(0), many.get(2))
        .endsWith(many.get(7998));
  }

  @Test
  void textsFromDataStayTexts() throws Exception {
    List<JudgedFace> faces = new ArrayList<>(drawn.faces(60));
    LabelledFace hostile =
        new LabelledFace(IMAGE + "\"'.jpg", new Age(90), Gender.FEMALE, SCRIPT, SCRIPT, SCRIPT);
    faces.add(DrawnReport.judged(hostile, 5, 0.999));
    write(faces, new EvaluationResult.Failure(SCRIPT, IMAGE));
    assertThat(page.select("script")).hasSize(3);
    assertThat(page.select("[onerror]")).isEmpty();
    assertThat(page.select("img"))
        .allMatch(image -> image.attr("src").startsWith("data:image/jpeg"));
    assertThat(html).doesNotContain("<script>alert").doesNotContain("<img src=x");
    assertThat(row(table("By group"), SCRIPT).get(0)).isEqualTo("1");
    assertThat(page.select(".faces .name").eachText()).contains(IMAGE + "\"'.jpg");
    assertThat(page.select(".warning li").text()).isEqualTo(SCRIPT + ": " + IMAGE);
    assertThat(data().at("/report/breakdowns/by_group").findValuesAsText("label")).contains(SCRIPT);
  }

  @Test
  void thePolicyAllowsWhatStandsOnThePageAndNothingElse() throws Exception {
    write(drawn.faces(40));
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; img-src data:;")
        .doesNotContain("script-src 'unsafe")
        .doesNotContain("http");
    for (Element run : page.select("script:not([type]), style")) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(run.data().getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
  }

  @Test
  void nothingOnThePagePointsElsewhere() throws Exception {
    write(drawn.faces(40));
    assertThat(page.select("[src]").eachAttr("src")).allMatch(to -> to.startsWith("data:"));
    assertThat(page.select("[href]").eachAttr("href"))
        .allMatch(to -> to.startsWith("#") || to.equals("data:,"));
    for (String target : page.select("nav a").eachAttr("href")) {
      assertThat(page.select(target)).hasSize(1);
    }
  }

  @Test
  void itReadsWellWithoutSeeingIt() throws Exception {
    write(drawn.faces(303));
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("main > section")).allMatch(part -> part.select("h2").size() == 1);
    assertThat(page.select("table")).allMatch(table -> table.select("caption").hasText());
    assertThat(page.select("th")).allMatch(head -> head.hasAttr("scope"));
    assertThat(page.select("img")).allMatch(image -> image.attr("alt").startsWith("Face of "));
    Elements charts = page.select(".chart");
    assertThat(charts).hasSizeGreaterThan(6);
    assertThat(charts.eachAttr("aria-label")).allMatch(label -> label.contains("table"));
  }

  @Test
  void smallGroupsAreMarked() throws Exception {
    write(drawn.faces(303));
    assertThat(table("By group").select("tr.small th").eachText()).containsExactly("east");
  }

  @Test
  void theSameInputGivesTheSameBytes() throws Exception {
    List<JudgedFace> faces = drawn.faces(80);
    write(faces);
    String first = html;
    write(faces);
    assertThat(html).isEqualTo(first);
  }

  @Test
  void thumbnailsAreSmallAndALostPictureIsTold() throws Exception {
    List<JudgedFace> faces = drawn.faces(40);
    JudgedFace worst = Gallery.of(faces).worst().get(0);
    Files.delete(folder.resolve(worst.face().filename()));
    write(faces);
    assertThat(page.select(".faces li").get(0).select(".missing")).hasSize(1);
    assertThat(page.select(".faces li").get(1).select("img").attr("src")).hasSizeLessThan(8000);
  }

  @Test
  void theLargestErrorsComeFirstAndTheSurestWrongGenders() throws Exception {
    List<JudgedFace> faces = drawn.faces(303);
    Gallery gallery = Gallery.of(faces);
    double largest = faces.stream().mapToDouble(face -> Math.abs(face.error())).max().orElseThrow();
    assertThat(Math.abs(gallery.worst().get(0).error())).isEqualTo(largest);
    assertThat(gallery.worst()).hasSize(12);
    double surest =
        faces.stream()
            .filter(face -> face.face().gender().orElseThrow() != face.prediction().gender())
            .mapToDouble(face -> face.prediction().genderProbability())
            .max()
            .orElseThrow();
    assertThat(gallery.wrongGender().get(0).prediction().genderProbability()).isEqualTo(surest);
  }

  @Test
  void aSetLabelledByBinsHasTheirMatrixAndNoYears() throws Exception {
    AgeBins bins = new AgeBins(List.of(new AgeInterval(0, 9), new AgeInterval(10, 100)));
    List<JudgedFace> faces = new ArrayList<>();
    double[] predicted = {4, 5, 40, 60, 3};
    for (int i = 0; i < predicted.length; i++) {
      LabelledFace face =
          new LabelledFace(
              "crop/%d.jpg".formatted(i),
              AgeLabel.within(bins.bins().get(i < 3 ? 0 : 1)),
              Optional.of(i % 2 == 0 ? Gender.MALE : Gender.FEMALE),
              "",
              "",
              "");
      JudgedFace judged = DrawnReport.judged(face, predicted[i], 0.7);
      faces.add(new JudgedFace(face, judged.prediction(), Optional.of(bins)));
    }
    write(faces);
    Element matrix = table("Labelled and predicted bins of ages");
    assertThat(row(matrix, "0-9")).containsExactly("2", "1");
    assertThat(row(matrix, "10-100")).containsExactly("1", "1");
    assertThat(page.select("#agreement, #group-error")).isEmpty();
    assertThat(page.select("#group-bins")).hasSize(1);
    assertThat(page.select(".headline").text()).contains("Right bin of ages 60.0 %");
  }

  @Test
  void facesWithoutAGenderAreNoHindrance() throws Exception {
    List<JudgedFace> faces = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LabelledFace face =
          new LabelledFace(
              i + ".jpg", AgeLabel.exact(new Age(20 + i)), Optional.empty(), "", "", "");
      faces.add(DrawnReport.judged(face, 30, 0.4));
    }
    write(faces);
    assertThat(page.select("#gender").text())
        .contains("No face of this set is labelled with a gender");
    assertThat(page.select("#roc")).isEmpty();
    assertThat(data().at("/faces/points/unknown")).hasSize(12);
  }

  @Test
  void calibrationIsToldWhereTheReportHasIt() throws Exception {
    List<JudgedFace> faces = drawn.faces(40);
    write(faces);
    ObjectNode calibrated = report.deepCopy();
    calibrated.set(
        "calibration",
        new ObjectMapper()
            .readTree(
                """
                {"fitted_on": {"data_set": "drawn", "data_hash": "", "part": "val", "faces": 1234,
                    "same_faces": true},
                 "gender": {"faces": 40, "expected_error": 0.031, "log_loss": 0.2, "brier": 0.1,
                    "bins": [{"from": 0, "to": 0.5, "faces": 0},
                        {"from": 0.5, "to": 1, "faces": 40, "mean_probability": 0.8,
                            "male_share": 0.75}]},
                 "age": {"intended": 0.8, "log_loss": 3.1,
                    "overall": {"faces": 40, "covered": 0.775, "mean_width": 9.5},
                    "by_decade": [{"key": "30", "faces": 10, "covered": 0.7, "mean_width": 8.0}],
                    "by_gender": [], "by_group": []}}
                """));
    page =
        Jsoup.parse(
            ReportPage.of(
                calibrated.toString(),
                faces,
                face -> folder.resolve(face.filename()),
                PictureLimits.DEFAULT));
    Element coverage = table("Coverage of the age intervals");
    assertThat(row(coverage, "all")).containsExactly("40", "77.5 %", "9.5");
    assertThat(row(coverage, "30-39")).containsExactly("10", "70.0 %", "8.0");
    Element reliability = table("Reliability of the gender");
    assertThat(row(reliability, "0.0 % to 50.0 %")).containsExactly("0", "–", "–");
    assertThat(row(reliability, "50.0 % to 100.0 %")).containsExactly("40", "80.0 %", "75.0 %");
    assertThat(page.select("#gender").text()).contains("Expected calibration error 3.1 %");
    assertThat(page.select("#intervals").text())
        .contains("1,234 faces of the val part", "flatters");
    assertThat(page.select("#reliability")).hasSize(1);
  }

  @Test
  void provenanceAndLicencesStandOnThePage() throws Exception {
    write(drawn.faces(40));
    assertThat(page.select(".facts").text())
        .contains("agegender evaluate 'a b'", "0123456789abcdef", "55aa", "nobody's", "free");
    assertThat(page.select("footer pre").text())
        .contains("The Apache Software Foundation", "Apache License", "Mike Bostock", "Baidu");
    assertThat(html).contains("Licensed to the Apache Software Foundation (ASF)");
  }
}
