package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.inference.ColourModel;
import org.agegender.inference.Pngs;
import org.agegender.models.ModelCache;
import org.agegender.models.ModelEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesAtHandTest {

  private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.US_ASCII);

  /** What {@code echo hello | sha256sum} prints. */
  private static final ModelEntry DETECTOR =
      new ModelEntry(
          ModelCache.FACE_DETECTOR,
          "detector.onnx",
          URI.create("https://example.org/detector.onnx"),
          HELLO.length,
          "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
          "CC0",
          "tests");

  @TempDir private Path folder;

  private FilesAtHand files() {
    ModelCache cache = ModelCache.of(folder.resolve("cache"), List.of(DETECTOR));
    return new FilesAtHand(
        () -> cache, Optional.of(folder.resolve("own")), Optional.of(folder.resolve("home")));
  }

  private Path put(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, HELLO);
  }

  @Test
  void theUsersOwnDetectorComesBeforeTheCachesAndNoneIsNoMistake() throws IOException {
    assertThat(files().yuNet()).isEmpty();
    Path cached = put("cache/detector.onnx");
    assertThat(files().yuNet()).contains(cached);
    Path own = put("own/detector.onnx");
    assertThat(files().yuNet()).contains(own);
  }

  @Test
  void aDetectorInTheCacheThatIsDamagedIsNotUsed() throws IOException {
    Files.writeString(put("cache/detector.onnx"), "HELLO\n");
    assertThat(files().yuNet()).isEmpty();
  }

  @Test
  void theProgramsOwnModelComesBeforeTheCaches() throws IOException {
    Path cached = put("cache/agegender.onnx");
    assertThat(files().model()).isEqualTo(cached);
    Path own = put("home/models/agegender.onnx");
    assertThat(files().model()).isEqualTo(own);
  }

  @Test
  void withoutAModelTheWayToOneIsNamed() {
    assertThatThrownBy(() -> files().model())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("--model", "agegender train", folder + "/cache/agegender.onnx");
  }

  @Test
  void theModelAtHandIsNamedWithTheTermsOfItsData() throws IOException {
    Path own = ColourModel.write(put("home/models/agegender.onnx"));
    Path picture = folder.resolve("face.png");
    Pngs.write(picture, ColourModel.face(16, 16, 40, Gender.MALE));
    String[] arguments = {"predict", "--no-detect", picture.toString()};
    CapturedConsole captured = new CapturedConsole(false);
    assertThat(Main.run(captured.console(), files(), arguments)).isZero();
    assertThat(captured.errLines())
        .containsExactly(
            "agegender: no --model was named: %s answers (data licence: none)".formatted(own));

    CapturedConsole named = new CapturedConsole(false);
    String[] more = {"predict", "--no-detect", "--model", own.toString(), picture.toString()};
    assertThat(Main.run(named.console(), files(), more)).isZero();
    assertThat(named.err()).isEmpty();
  }

  @Test
  void predictTakesTheModelAtHandUnlessOneIsNamed() throws IOException {
    Path own = put("home/models/agegender.onnx");
    Path picture = put("a.jpg");
    CapturedConsole captured = new CapturedConsole(false);
    assertThat(Main.run(captured.console(), files(), "predict", "--no-detect", picture.toString()))
        .isEqualTo(2);
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err()).as("it is no model").contains(own.toString());

    CapturedConsole named = new CapturedConsole(false);
    Path none = folder.resolve("none.onnx");
    Main.run(
        named.console(),
        files(),
        "predict",
        "--no-detect",
        "--model",
        none.toString(),
        picture.toString());
    assertThat(named.err()).contains(none + ": ").doesNotContain(own.toString());
  }
}
