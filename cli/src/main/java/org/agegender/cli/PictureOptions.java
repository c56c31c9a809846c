package org.agegender.cli;

import org.agegender.core.InvalidInputException;
import org.agegender.vision.PictureLimits;
import picocli.CommandLine.Option;

/** What all commands that read pictures take. */
final class PictureOptions {

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "100000000",
      description = "Refuse pictures of more pixels (default: ${DEFAULT-VALUE}).")
  private long maxPixels;

  PictureLimits limits() {
    if (maxPixels < 1) {
      throw new InvalidInputException("--max-pixels must be at least 1, found " + maxPixels);
    }
    return PictureLimits.DEFAULT.withMaxPixels(maxPixels);
  }
}
