package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.models.ModelCache;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.DetectorOptions;
import org.agegender.vision.detect.YuNetDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The face detector of commands that look for faces. */
final class DetectorOption {

  @Option(
      names = "--detector",
      paramLabel = "NAME|FILE",
      description =
          "What looks for faces: yunet as 'models fetch' brings it, or YuNet in a file of your own"
              + " (default: yunet).")
  private @Nullable String detector;

  /** Whether the user named one. */
  boolean named() {
    return detector != null;
  }

  /**
   * Opens it and says which one runs.
   *
   * @throws InvalidInputException if it is not at hand
   */
  FaceDetector open(FilesAtHand files, Console console, DetectorOptions options)
      throws IOException {
    Path file = file(files);
    FaceDetector opened = YuNetDetector.open(file, options);
    console.say("agegender: %s looks for faces (%s)".formatted(opened.name(), file));
    return opened;
  }

  private Path file(FilesAtHand files) throws IOException {
    if (detector != null && !detector.equals(ModelCache.FACE_DETECTOR)) {
      return Path.of(detector);
    }
    return files
        .yuNet()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the face detector %s is not at hand; %s"
                        .formatted(
                            ModelCache.FACE_DETECTOR,
                            files.cache().howToGet(ModelCache.FACE_DETECTOR))));
  }
}
