package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.models.ModelCache;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.CascadeDetector;
import org.agegender.vision.detect.DetectorOptions;
import org.agegender.vision.detect.YuNetDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The face detector of commands that look for faces. */
final class DetectorOption {

  private static final String AUTO = "auto";
  private static final String YUNET = ModelCache.FACE_DETECTOR;
  private static final String CASCADE = "cascade";

  @Option(
      names = "--detector",
      paramLabel = "NAME|FILE",
      description =
          "What looks for faces: yunet, as 'models fetch' brings it or in a file of your own;"
              + " cascade, which needs no file and finds fewer; or auto, yunet if it is at hand and"
              + " cascade if not (default: auto).")
  private @Nullable String detector;

  /** Whether the user named one. */
  boolean named() {
    return detector != null;
  }

  /**
   * Opens it and says which one runs.
   *
   * @param options of YuNet; the cascades have none
   * @throws InvalidInputException if it is not at hand
   */
  FaceDetector open(FilesAtHand files, Console console, DetectorOptions options)
      throws IOException {
    String wanted = detector == null ? AUTO : detector;
    return switch (wanted) {
      case AUTO -> {
        Optional<Path> file = files.yuNet();
        yield file.isPresent() ? yuNet(file.get(), console, options) : fallback(files, console);
      }
      case YUNET -> yuNet(required(files), console, options);
      case CASCADE -> cascade(console, "");
      default -> yuNet(file(wanted), console, options);
    };
  }

  private static FaceDetector yuNet(Path file, Console console, DetectorOptions options) {
    FaceDetector opened = YuNetDetector.open(file, options);
    console.say("agegender: %s looks for faces (%s)".formatted(opened.name(), file));
    return opened;
  }

  private static FaceDetector fallback(FilesAtHand files, Console console) {
    return cascade(
        console,
        "; %s finds more of them, and small and turned ones: %s"
            .formatted(YUNET, files.cache().howToGet(YUNET)));
  }

  private static FaceDetector cascade(Console console, String better) {
    FaceDetector opened = CascadeDetector.open();
    console.say("agegender: %s looks for faces%s".formatted(opened.name(), better));
    return opened;
  }

  private static Path required(FilesAtHand files) throws IOException {
    return files
        .yuNet()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the face detector %s is not at hand; %s"
                        .formatted(YUNET, files.cache().howToGet(YUNET))));
  }

  /** A word without a dot or a folder is a mistyped name rather than a file that is missing. */
  private static Path file(String name) {
    Path file = Path.of(name);
    if (!Files.exists(file) && !name.contains(".") && file.getNameCount() == 1) {
      throw new InvalidInputException(
          "--detector must be %s, %s, %s or a file with YuNet, found '%s'"
              .formatted(AUTO, YUNET, CASCADE, name));
    }
    return file;
  }
}
