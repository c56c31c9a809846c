package org.agegender.cli;

import java.io.IOException;
import java.util.Optional;
import org.agegender.cli.console.Console;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.prepare.AlignOptions;
import org.agegender.dataset.prepare.NoFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.detect.DetectorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code prepare} that cut faces out of pictures. */
final class AlignmentOptions {

  @Option(
      names = "--align",
      description =
          "Find the labelled face of each picture, turn it upright and cut it out, instead of"
              + " taking the picture whole. Of several faces it is the one where the data set says"
              + " (imdb, wiki), else the largest and most central.")
  private boolean align;

  @Option(
      names = "--margin",
      paramLabel = "R",
      description =
          "--align: context on each side, 0 to 2 times the side of a tight crop from brows to chin"
              + " (default: 0).")
  private @Nullable Double margin;

  @Option(
      names = "--no-face",
      paramLabel = "WHAT",
      description =
          "--align: where no face is found, reject the record, or keep it, cut out by the data"
              + " set's own box or from the middle of the picture (default: reject).")
  private @Nullable NoFace noFace;

  @Mixin private DetectorOption detector;

  /**
   * Opens what finds the faces and says what it is; the caller closes it. Empty if faces are not to
   * be cut out.
   *
   * @throws InvalidInputException if the options contradict each other or the detector is not there
   */
  Optional<FaceDetector> open(FilesAtHand files, Console console) throws IOException {
    if (align) {
      return Optional.of(detector.open(files, console, DetectorOptions.DEFAULT));
    }
    if (margin != null || noFace != null || detector.named()) {
      throw new InvalidInputException(
          "prepare: --margin, --no-face and --detector say how faces are cut out; add --align");
    }
    return Optional.empty();
  }

  AlignOptions with(FaceDetector opened) {
    return new AlignOptions(
        opened, margin == null ? 0 : margin, noFace == null ? NoFace.REJECT : noFace);
  }
}
