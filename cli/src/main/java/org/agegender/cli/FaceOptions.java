package org.agegender.cli;

import org.agegender.core.InvalidInputException;
import org.agegender.inference.PhotoOptions;
import org.agegender.vision.detect.DetectorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which faces of photographs count. */
final class FaceOptions {

  private static final int SMALLEST_SOUGHT = 10;

  @Option(
      names = "--min-score",
      paramLabel = "X",
      description =
          "Leave out faces of which the detector is less sure, above 0 to 1 (default: the detector's"
              + " own).")
  private @Nullable Double minScore;

  @Option(
      names = "--min-face",
      paramLabel = "N",
      description =
          "Leave out faces that are narrower or lower than N pixels; large pictures take less time"
              + " with a larger N (default: all from about 20).")
  private @Nullable Integer minFace;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      description = "Analyse no more than the N largest faces of a picture (default: 1000).")
  private @Nullable Integer maxFaces;

  /** Whether the user asked for any of them. */
  boolean named() {
    return minScore != null || minFace != null || maxFaces != null;
  }

  PhotoOptions of(PhotoOptions options) {
    PhotoOptions chosen = options;
    if (minScore != null) {
      chosen = chosen.withMinScore(score(minScore));
    }
    if (minFace != null) {
      chosen = chosen.withMinFaceSide(atLeastOne("--min-face", minFace));
    }
    if (maxFaces != null) {
      chosen = chosen.withMaxFaces(atLeastOne("--max-faces", maxFaces));
    }
    return chosen;
  }

  /** What the detector need not look for. */
  DetectorOptions detector() {
    DetectorOptions chosen = DetectorOptions.DEFAULT;
    if (minScore != null) {
      chosen = chosen.withMinScore(score(minScore));
    }
    if (minFace != null) {
      int smallest = Math.max(SMALLEST_SOUGHT, atLeastOne("--min-face", minFace));
      chosen = chosen.withSmallestFace(smallest);
    }
    return chosen;
  }

  private static double score(double score) {
    if (!(score > 0 && score <= 1)) {
      throw new InvalidInputException("--min-score must be above 0 to 1, found " + score);
    }
    return score;
  }

  private static int atLeastOne(String option, int number) {
    if (number < 1) {
      throw new InvalidInputException(option + " must be at least 1, found " + number);
    }
    return number;
  }
}
