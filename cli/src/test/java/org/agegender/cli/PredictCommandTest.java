package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.CropGeometry;
import org.agegender.core.Progress;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.agegender.inference.ColourModel;
import org.agegender.inference.DrawnPhoto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code predict --detector cascade} on drawn portraits, which the cascades find. */
final class PredictCommandTest {

  private static final int SIDE = 160;

  @TempDir private static Path shared;
  private static Path model;
  private static Path bad;
  private static Path none;
  private static Path one;
  private static Path two;

  @TempDir private Path folder;
  private CapturedConsole captured;

  @BeforeAll
  static void make() throws IOException {
    model = ColourModel.write(shared.resolve("m.onnx"), new CropGeometry.Aligned(0.25, 64));
    Path drawn = shared.resolve("drawn");
    DrawnFaces.write(drawn, new DrawnFacesOptions(8, 1, SIDE, 3), Progress.silent());
    Path photos = Files.createDirectory(shared.resolve("photos"));
    bad = Files.writeString(photos.resolve("bad.png"), "no picture");
    none = new DrawnPhoto(SIDE, SIDE).write(photos.resolve("none.png"));
    one = Files.copy(portrait(drawn, 0), photos.resolve("one.jpg"));
    two = photos.resolve("two.png");
    BufferedImage both = new BufferedImage(2 * SIDE, 2 * SIDE, BufferedImage.TYPE_INT_RGB);
    BufferedImage first = ImageIO.read(portrait(drawn, 0).toFile());
    BufferedImage second = ImageIO.read(portrait(drawn, 7).toFile());
    both.createGraphics().drawImage(first, 0, 0, null);
    both.createGraphics().drawImage(second, SIDE, SIDE / 2, SIDE, SIDE, null);
    ImageIO.write(both, "png", two.toFile());
    Files.writeString(photos.resolve("notes.txt"), "no picture either");
  }

  private static Path portrait(Path drawn, int person) throws IOException {
    try (Stream<Path> files = Files.list(drawn.resolve("wiki/%02d".formatted(person)))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  @BeforeEach
  void begin() {
    captured = new CapturedConsole(false);
  }

  private int predict(List<Path> pictures, String... options) {
    List<String> arguments = new ArrayList<>(List.of("predict", "--model", model.toString()));
    arguments.addAll(List.of(options));
    pictures.forEach(picture -> arguments.add(picture.toString()));
    captured = new CapturedConsole(false);
    return Main.run(captured.console(), arguments.toArray(String[]::new));
  }

  private int detect(List<Path> pictures, String... options) {
    List<String> all = new ArrayList<>(List.of("--detector", "cascade"));
    all.addAll(List.of(options));
    return predict(pictures, all.toArray(String[]::new));
  }

  private List<JsonNode> json() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : captured.out().lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  @Test
  void eachPictureOfAFolderHasItsObjectAndAllAreCountedAtTheEnd() throws IOException {
    assertThat(detect(List.of(one.getParent()), "--format", "json")).isEqualTo(1);
    List<JsonNode> found = json();
    assertThat(found)
        .extracting(object -> object.get("image").asText())
        .containsExactly(bad.toString(), none.toString(), one.toString(), two.toString());
    assertThat(found.get(0).get("error").asText()).contains("bad.png");
    assertThat(found.get(0).has("faces")).isFalse();
    assertThat(found.get(1).get("faces").toString()).isEqualTo("[]");
    assertThat(found.get(2).get("faces")).hasSize(1);
    assertThat(found.get(3).get("faces")).hasSize(2);
    JsonNode face = found.get(2).at("/faces/0");
    assertThat(face.get("box").get(0).asInt()).isBetween(SIDE / 8, SIDE / 2);
    assertThat(face.get("box").get(2).asInt()).isBetween(SIDE / 4, SIDE);
    assertThat(face.at("/age/years").asDouble()).isBetween(1.0, 99.0);
    assertThat(face.at("/gender/label").asText()).isIn("female", "male");
    assertThat(captured.out()).doesNotContain("landmarks", "distribution", "faces_left_out");
    List<String> lines = captured.errLines();
    assertThat(lines.get(0)).contains("1 files in the folders named do not end in");
    assertThat(lines.get(1)).isEqualTo("agegender: cascade looks for faces");
    assertThat(lines.get(2)).startsWith("agegender: " + bad);
    assertThat(lines.subList(3, lines.size()))
        .containsExactly(
            "agegender: 1 of 4 pictures could not be read",
            "agegender: 3 faces in 3 pictures, 1 of them without a face");
  }

  @Test
  void picturesThatCanAllBeReadAreNoFailureWhateverIsInThem() {
    assertThat(detect(List.of(none, one))).isZero();
    assertThat(captured.errLines())
        .containsExactly(
            "agegender: cascade looks for faces",
            "agegender: 1 faces in 2 pictures, 1 of them without a face");
  }

  @Test
  void theFullOutputHasLandmarksAndDistributions() throws IOException {
    assertThat(detect(List.of(one), "--format", "json", "--full")).isZero();
    JsonNode face = json().get(0).at("/faces/0");
    assertThat(face.get("landmarks")).hasSize(5);
    assertThat(face.at("/age/distribution")).hasSize(101);
    double sum = 0;
    for (JsonNode share : face.at("/age/distribution")) {
      sum += share.asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
    assertThat(
            face.at("/gender/distribution/female").asDouble()
                + face.at("/gender/distribution/male").asDouble())
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void csvHasARowForEachFaceWithTheNumbersOfJson() throws IOException {
    assertThat(detect(List.of(two), "--format", "json")).isZero();
    JsonNode faces = json().get(0).get("faces");
    assertThat(detect(List.of(none, bad, two), "--format", "csv")).isEqualTo(1);
    List<String> rows = captured.out().lines().toList();
    assertThat(rows).hasSize(1 + 1 + 1 + 2);
    assertThat(rows.get(0)).startsWith("image,x,y,width,height,score,age,");
    assertThat(rows.get(1)).isEqualTo(none + ",,,,,,,,,,,");
    assertThat(rows.get(2)).startsWith(bad + ",,,,,,,,,,,").contains("bad.png: ");
    for (int i = 0; i < 2; i++) {
      String box = faces.get(i).get("box").toString().replaceAll("[\\[\\] ]", "");
      assertThat(rows.get(3 + i)).startsWith(two + "," + box + ",");
      String[] fields = rows.get(3 + i).split(",", -1);
      assertThat(Double.parseDouble(fields[6]))
          .isCloseTo(faces.get(i).at("/age/years").asDouble(), within(2e-4));
      assertThat(fields[9]).isEqualTo(faces.get(i).at("/gender/label").asText());
    }
  }

  @Test
  void theTableHasARowForEachFaceAndOneForAPictureWithout() {
    assertThat(detect(List.of(bad, none, two))).isEqualTo(1);
    List<String> rows = captured.out().lines().toList();
    assertThat(rows).hasSize(1 + 1 + 2);
    assertThat(rows.get(0)).containsPattern("image +face +age +range +gender +sure");
    assertThat(rows.get(1)).startsWith(none + " ").contains("none");
    assertThat(rows.get(2)).startsWith(two + " ").containsPattern("\\d+x\\d+ at \\d+,\\d+ .* %");
    assertThat(captured.err()).contains("bad.png");
  }

  @Test
  void noMoreFacesAreAnalysedThanAskedForTheLargestFirst() throws IOException {
    assertThat(detect(List.of(two), "--format", "json")).isZero();
    JsonNode faces = json().get(0).get("faces");
    assertThat(area(faces.get(0))).isGreaterThan(area(faces.get(1)));
    assertThat(detect(List.of(two), "--format", "json", "--max-faces", "1")).isZero();
    JsonNode found = json().get(0);
    assertThat(found.get("faces")).hasSize(1);
    assertThat(found.at("/faces/0")).isEqualTo(faces.get(0));
    assertThat(found.get("faces_left_out").asInt()).isEqualTo(1);
    assertThat(captured.err())
        .contains("two.png: 1 more faces were left out (--max-faces)")
        .contains("1 faces in 1 pictures, 0 of them without a face");
  }

  private static int area(JsonNode face) {
    return face.get("box").get(2).asInt() * face.get("box").get(3).asInt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--min-face=150", "--min-score=0.999"})
  void facesThatAreTooSmallOrTooUnsureDoNotCount(String option) throws IOException {
    assertThat(detect(List.of(one), "--format", "json", option)).isZero();
    assertThat(json().get(0).get("faces").toString()).isEqualTo("[]");
    assertThat(captured.err()).contains("0 faces in 1 pictures, 1 of them without a face");
  }

  @Test
  void copiesShowTheFacesAndAreReplacedOnlyWhenAsked() throws IOException {
    byte[] before = Files.readAllBytes(one);
    String copies = folder.resolve("copies").toString();
    assertThat(detect(List.of(bad, one, none), "--annotate", copies)).isEqualTo(1);
    assertThat(folder.resolve("copies")).isDirectoryNotContaining("glob:**/bad*");
    assertThat(differences(one, folder.resolve("copies/one.jpg"))).isGreaterThan(200);
    assertThat(differences(none, folder.resolve("copies/none.png"))).isZero();

    assertThat(detect(List.of(one), "--annotate", copies)).isEqualTo(2);
    assertThat(captured.err()).contains("one.jpg is there already", "--overwrite");
    assertThat(captured.out()).isEmpty();
    assertThat(detect(List.of(one), "--annotate", copies, "--overwrite")).isZero();
    assertThat(one).hasBinaryContent(before);
  }

  /** Pixels whose green differs by more than JPEG makes it. */
  private static int differences(Path picture, Path copy) throws IOException {
    BufferedImage before = ImageIO.read(picture.toFile());
    BufferedImage after = ImageIO.read(copy.toFile());
    int count = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        int green = before.getRGB(x, y) >> 8 & 0xff;
        count += Math.abs(green - (after.getRGB(x, y) >> 8 & 0xff)) > 60 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void copiesWithinTheFolderOfThePicturesAreNoPicturesToRead() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.copy(none, photos.resolve("none.png"));
    String copies = photos.resolve("copies").toString();
    assertThat(detect(List.of(photos), "--annotate", copies)).isZero();
    assertThat(photos.resolve("copies/photos/none.png")).isRegularFile();
    assertThat(detect(List.of(photos), "--annotate", copies, "--overwrite")).isZero();
    assertThat(captured.err())
        .contains("1 pictures in the folder of --annotate were passed over", "in 1 pictures, 1 of");
  }

  @Test
  void wherePicturesAreTheFacesNothingIsLookedForOrCounted() {
    assertThat(predict(List.of(one, none), "--no-detect")).isZero();
    assertThat(captured.err()).isEmpty();
    assertThat(captured.out().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .matches("image +age +range +gender +sure");
  }

  @Test
  void picturesLargerThanAllowedAreNotRead() {
    assertThat(detect(List.of(none, two), "--max-pixels", "25600", "--format", "csv")).isEqualTo(1);
    assertThat(captured.err())
        .contains("the limit is 25600 in all")
        .contains("1 of 2 pictures could not be read")
        .contains("0 faces in 1 pictures, 1 of them without a face");
  }

  @Test
  void aModelThatDoesNotSayHowItsFacesWereCutOutIsToldOf() throws IOException {
    Path whole = ColourModel.write(folder.resolve("whole.onnx"));
    String[] arguments = {
      "predict", "--model", whole.toString(), "--detector", "cascade", none.toString()
    };
    assertThat(Main.run(captured.console(), arguments)).isZero();
    assertThat(captured.errLines().get(1))
        .startsWith("agegender: the model does not say how the faces it learnt from were cropped");
  }

  @Test
  void aFolderWithoutPicturesIsRefused() {
    assertThat(detect(List.of(folder))).isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err())
        .contains("at least one picture is required, found none in [" + folder + "]");
  }
}
