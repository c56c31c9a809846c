package org.agegender.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.cli.console.LostOutputException;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.inference.ColourModel;
import org.agegender.inference.DrawnPhoto;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PhotoOptions;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawn photographs from files to the screen and to annotated copies. */
final class PredictionRunTest {

  private static final FaceBox LEFT = new FaceBox(60, 80, 80, 90);
  private static final FaceBox RIGHT = new FaceBox(300, 100, 60, 60);

  @TempDir private Path base;
  private CapturedConsole captured = new CapturedConsole(false);
  private Path photos;
  private Path results;

  @BeforeEach
  void draw() throws IOException {
    photos = base.resolve("photos");
    results = base.resolve("results");
    DrawnPhoto two = new DrawnPhoto(400, 250);
    two.with(LEFT, 34, Gender.FEMALE)
        .with(RIGHT, 7, Gender.MALE)
        .write(photos.resolve("2/two.png"));
    new DrawnPhoto(80, 80).write(photos.resolve("none.png"));
    Files.writeString(photos.resolve("bad.png"), "no picture");
  }

  private PictureList list(Path... named) throws IOException {
    return PictureList.of(List.of(named), Optional.of(results));
  }

  private PredictionRun run(PictureList list, PhotoOptions options, boolean overwrite)
      throws Exception {
    AnnotatedCopies copies = AnnotatedCopies.in(results, list, new PictureDecoder(), overwrite);
    PredictionRun run =
        new PredictionRun(captured.console(), new JsonFormat(false), Optional.of(copies));
    try (FaceModel model = FaceModel.open(ColourModel.write(base.resolve("m.onnx")))) {
      PhotoAnalyzer analyzer = PhotoAnalyzer.of(model, new DrawnPhoto.Detector(), options);
      run.analyze(analyzer, list, Progress.silent().start("predict", list.entries().size()));
    }
    return run;
  }

  @Test
  void eachPictureHasItsLineAndEachThatCouldBeReadItsCopy() throws Exception {
    PredictionRun run = run(list(photos), PhotoOptions.DEFAULT, false);
    List<String> lines = captured.out().lines().toList();
    assertThat(lines).hasSize(3);
    JsonNode two = new ObjectMapper().readTree(lines.get(0));
    assertThat(two.get("image").asText()).isEqualTo(photos.resolve("2/two.png").toString());
    assertThat(two.at("/faces/0/box").toString()).isEqualTo("[60,80,80,90]");
    assertThat(two.at("/faces/0/age/years").asDouble()).isBetween(33.5, 34.5);
    assertThat(two.at("/faces/1/gender/label").asText()).isEqualTo("male");
    assertThat(lines.get(1)).contains("bad.png", "\"error\"");
    assertThat(lines.get(2)).contains("none.png", "\"faces\":[]");
    assertThat(run.faces()).isEqualTo(2);
    assertThat(run.withoutFaces()).isEqualTo(1);
    assertThat(run.unreadable()).isEqualTo(1);
    assertThat(captured.err()).contains("bad.png");
    assertThat(results.resolve("photos/2/two.png")).isRegularFile();
    assertThat(results.resolve("photos/none.png")).isRegularFile();
    assertThat(results.resolve("photos/bad.png")).doesNotExist();
  }

  @Test
  void aPictureTooLongForItsCopyIsNamedAndTheOthersGoOn() throws Exception {
    Path drawn = new DrawnPhoto(65_501, 2).write(base.resolve("long.png"));
    Path named = Files.move(drawn, photos.resolve("1.bmp"));
    PredictionRun run = run(list(photos), PhotoOptions.DEFAULT, false);
    assertThat(captured.out().lines()).hasSize(4);
    assertThat(run.notDrawn()).isEqualTo(1);
    assertThat(captured.err())
        .contains(
            named + ": no annotated copy, a JPEG has at most 65500 pixels a side, found 65501x2");
    assertThat(results.resolve("photos/none.png")).isRegularFile();
  }

  @Test
  void theWorkEndsOnceResultsCannotBeWritten() {
    captured = CapturedConsole.withLostOutput();
    assertThatThrownBy(() -> run(list(photos), PhotoOptions.DEFAULT, false))
        .isInstanceOf(LostOutputException.class)
        .hasMessageContaining("standard output takes no more results");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void aCopyShowsThePictureWithItsFacesUncovered() throws Exception {
    run(list(photos.resolve("2/two.png")), PhotoOptions.DEFAULT, false);
    RgbImage before = pixels(photos.resolve("2/two.png"));
    RgbImage after = pixels(results.resolve("two.png"));
    assertThat(after.width()).isEqualTo(before.width());
    assertThat(after.height()).isEqualTo(before.height());
    assertThat(after).isNotEqualTo(before);
    for (FaceBox box : List.of(LEFT, RIGHT)) {
      for (int y = box.y(); y < box.y() + box.height(); y++) {
        int row = (y * before.width() + box.x()) * 3;
        assertThat(after.pixels())
            .as("row %d of %s", y, box)
            .satisfies(
                all ->
                    assertThat(Arrays.copyOfRange(all, row, row + box.width() * 3))
                        .isEqualTo(
                            Arrays.copyOfRange(before.pixels(), row, row + box.width() * 3)));
      }
    }
  }

  private static RgbImage pixels(Path file) throws IOException {
    try (Picture picture = new PictureDecoder().decode(file)) {
      return picture.toRgb();
    }
  }

  @Test
  void copiesAreReplacedOnlyWhenAskedAndPicturesNever() throws Exception {
    Path original = photos.resolve("2/two.png");
    byte[] before = Files.readAllBytes(original);
    run(list(original), PhotoOptions.DEFAULT, false);
    assertThatThrownBy(() -> run(list(original), PhotoOptions.DEFAULT, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("two.png")
        .hasMessageContaining("--overwrite");
    run(list(original), PhotoOptions.DEFAULT, true);
    results = photos.resolve("2");
    run(list(original), PhotoOptions.DEFAULT, true);
    assertThat(original).hasBinaryContent(before);
    assertThat(photos.resolve("2/two-2.png")).isRegularFile();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Files.writeString(results, "a file");
    assertThatThrownBy(() -> run(list(photos), PhotoOptions.DEFAULT, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--annotate");
  }

  @Test
  void facesLeftOutAreToldOf() throws Exception {
    PredictionRun run = run(list(photos), PhotoOptions.DEFAULT.withMaxFaces(1), false);
    assertThat(run.faces()).isEqualTo(1);
    assertThat(captured.err()).contains("two.png: 1 more faces were left out (--max-faces)");
    assertThat(captured.out()).contains("\"faces_left_out\":1");
  }
}
