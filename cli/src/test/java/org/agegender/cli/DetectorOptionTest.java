package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.agegender.cli.console.CapturedConsole;
import org.agegender.core.InvalidInputException;
import org.agegender.models.ModelCache;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.DetectorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class DetectorOptionTest {

  @TempDir private Path folder;

  private final CapturedConsole captured = new CapturedConsole(false);
  private final Path models =
      Path.of(Objects.requireNonNullElse(System.getenv("AGEGENDER_MODELS"), "../../shared/models"));

  @Command
  private static final class Line {
    @Mixin private DetectorOption detector;
  }

  private FaceDetector open(Optional<Path> own, String... arguments) throws IOException {
    Line line = new Line();
    new CommandLine(line).parseArgs(arguments);
    assertThat(line.detector.named()).isEqualTo(arguments.length > 0);
    ModelCache cache = ModelCache.in(folder.resolve("cache"));
    FilesAtHand files = new FilesAtHand(() -> cache, own, Optional.empty());
    return line.detector.open(files, captured.console(), DetectorOptions.DEFAULT);
  }

  private Path file() {
    Path file = models.resolve(ModelCache.in(folder).entry(ModelCache.FACE_DETECTOR).fileName());
    assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
    return file;
  }

  @Test
  void theDetectorAtHandIsOpenedAndNamed() throws IOException {
    Path file = file();
    try (FaceDetector detector = open(Optional.of(models))) {
      assertThat(detector.name()).isEqualTo("yunet");
    }
    assertThat(captured.errLines())
        .containsExactly("agegender: yunet looks for faces (%s)".formatted(file));
    assertThat(captured.out()).isEmpty();
  }

  @Test
  void aDetectorInAFileIsOpened() throws IOException {
    try (FaceDetector detector = open(Optional.empty(), "--detector", file().toString())) {
      assertThat(detector.name()).isEqualTo("yunet");
    }
  }

  @Test
  void withoutYuNetTheCascadesRunAndTheWayToTheBetterOneIsNamed() throws IOException {
    try (FaceDetector detector = open(Optional.empty())) {
      assertThat(detector.name()).isEqualTo("cascade");
    }
    assertThat(captured.errLines()).hasSize(1);
    assertThat(captured.err())
        .startsWith("agegender: cascade looks for faces; yunet finds more")
        .contains("agegender models fetch yunet", "--from FILE");
  }

  @Test
  void theCascadesRunWhenNamedWhateverIsAtHand() throws IOException {
    try (FaceDetector detector = open(Optional.of(models), "--detector", "cascade")) {
      assertThat(detector.name()).isEqualTo("cascade");
    }
    assertThat(captured.errLines()).containsExactly("agegender: cascade looks for faces");
  }

  @Test
  void autoIsTheDefault() throws IOException {
    try (FaceDetector detector = open(Optional.empty(), "--detector", "auto")) {
      assertThat(detector.name()).isEqualTo("cascade");
    }
  }

  @Test
  void aWordThatIsNoDetectorAndNoFileIsRefusedWithTheChoice() {
    assertThatThrownBy(() -> open(Optional.empty(), "--detector", "yunett"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("auto, yunet, cascade", "'yunett'");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void aDetectorThatIsNotAtHandIsRefusedWithTheWayToGetIt() {
    assertThatThrownBy(() -> open(Optional.empty(), "--detector", "yunet"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("yunet is not at hand", "agegender models fetch yunet", "--from");
  }
}
