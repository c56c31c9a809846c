package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.InvalidInputException;
import org.agegender.models.ModelCache;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.YuNetDetector;
import picocli.CommandLine.Option;

/** What looks for faces in the pictures that are sent. */
final class ServedDetector {

  /** The kinds of detector. */
  enum Kind {
    YUNET,
    NONE
  }

  @Option(
      names = "--detector",
      paramLabel = "KIND",
      defaultValue = "yunet",
      description =
          "What looks for faces: yunet, which 'models fetch' brings, or none: each picture is one"
              + " face, cropped as the training set was (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  /**
   * An open detector, or none.
   *
   * @param detector to be closed with this
   */
  record Opened(Optional<FaceDetector> detector) implements AutoCloseable {
    @Override
    public void close() {
      detector.ifPresent(FaceDetector::close);
    }
  }

  Opened open(FilesAtHand files) throws IOException {
    return switch (kind) {
      case NONE -> new Opened(Optional.empty());
      case YUNET -> {
        Path file =
            files
                .yuNet()
                .orElseThrow(
                    () ->
                        new InvalidInputException(
                            "serve: the face detector is not there; "
                                + files.cache().howToGet(ModelCache.FACE_DETECTOR)));
        yield new Opened(Optional.of(YuNetDetector.open(file)));
      }
    };
  }
}
