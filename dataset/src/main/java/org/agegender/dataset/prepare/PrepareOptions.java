package org.agegender.dataset.prepare;

import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.SetDescription;
import org.agegender.vision.PictureLimits;

/**
 * What to prepare and how; the names of the command line stand in the messages. Made by {@link
 * #builder}.
 *
 * @param input folder of the pictures; no record may lead out of it
 * @param metadata file of the labels, where the user named one
 * @param output folder of the prepared set; made if absent
 * @param imageSize width and height of the crops in pixels
 * @param split how the records are dealt out
 * @param seed of the split
 * @param workers threads that read pictures; does not change the set
 * @param jpegQuality of the crops, 1 to 100
 * @param maxPixels larger pictures are rejected
 * @param overwrite whether a set made otherwise, or other files, in the output may be replaced
 * @param minFaceScore lowest face score kept, where the data set has one
 * @param clipAges whether ages over 100 count as 100
 * @param exclude records to leave out
 * @param nearCopies what becomes of pictures of the same photograph
 * @param align how to find and cut out faces; empty to take whole pictures
 */
public record PrepareOptions(
    Path input,
    Optional<Path> metadata,
    Path output,
    int imageSize,
    Split split,
    long seed,
    int workers,
    int jpegQuality,
    long maxPixels,
    boolean overwrite,
    double minFaceScore,
    boolean clipAges,
    Exclusions exclude,
    NearCopies nearCopies,
    Optional<AlignOptions> align) {

  /**
   * @throws InvalidInputException if a value is out of range, or the input lies within the output
   */
  public PrepareOptions {
    check("--image-size", imageSize, 8, 4096);
    check("--workers", workers, 1, 1024);
    check("--jpeg-quality", jpegQuality, 1, 100);
    check("--max-pixels", maxPixels, 1, 1L << 40);
    if (Double.isNaN(minFaceScore)) {
      throw new InvalidInputException("--min-face-score must be a number, found NaN");
    }
    Path from = input.toAbsolutePath().normalize();
    Path to = output.toAbsolutePath().normalize();
    if (from.equals(to)) {
      throw new InvalidInputException(
          "--output must be another folder than --input, both are " + output);
    }
    if (from.startsWith(to)) {
      throw new InvalidInputException(
          "--input must not lie within --output, found %s in %s; name another output"
              .formatted(input, output));
    }
  }

  private static void check(String option, long value, long low, long high) {
    if (value < low || value > high) {
      throw new InvalidInputException(
          "%s must be %d..%d, found %d".formatted(option, low, high, value));
    }
  }

  /** The options that decide on the content of the set. */
  SetDescription.Options forDescription() {
    return new SetDescription.Options(
        imageSize,
        jpegQuality,
        maxPixels,
        split.shares(),
        seed,
        minFaceScore,
        clipAges,
        split.folds(),
        exclude.hash(),
        nearCopies == NearCopies.KEEP ? "" : nearCopies.label());
  }

  /** What stands in {@code dataset.json} about it. */
  Alignment forAlignment() {
    return align.map(options -> options.forDescription(imageSize)).orElse(Alignment.NONE);
  }

  Cropping cropping() {
    return align
        .<Cropping>map(options -> new Aligning(options, imageSize))
        .orElseGet(() -> new Resizing(imageSize));
  }

  PictureLimits limits() {
    return PictureLimits.DEFAULT.withMaxPixels(maxPixels);
  }

  /**
   * Begins with the defaults.
   *
   * @param input folder of the pictures
   * @param output folder of the prepared set
   */
  public static Builder builder(Path input, Path output) {
    return new Builder(input, output);
  }

  /** Collects options; each method is named as the component it sets. */
  public static final class Builder {
    private final Path input;
    private final Path output;
    private Optional<Path> metadata = Optional.empty();
    private int imageSize = 224;
    private Split split = new Split.ByShares(SplitShares.DEFAULT);
    private long seed = 0;
    private int workers = Runtime.getRuntime().availableProcessors();
    private int jpegQuality = 95;
    private long maxPixels = PictureLimits.DEFAULT.maxPixels();
    private boolean overwrite = false;
    private double minFaceScore = 1.0;
    private boolean clipAges = false;
    private Exclusions exclude = Exclusions.NONE;
    private NearCopies nearCopies = NearCopies.KEEP;
    private Optional<AlignOptions> align = Optional.empty();

    private Builder(Path input, Path output) {
      this.input = input;
      this.output = output;
    }

    public Builder metadata(Path value) {
      metadata = Optional.of(value);
      return this;
    }

    public Builder imageSize(int value) {
      imageSize = value;
      return this;
    }

    public Builder split(Split value) {
      split = value;
      return this;
    }

    public Builder split(SplitShares value) {
      return split(new Split.ByShares(value));
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder workers(int value) {
      workers = value;
      return this;
    }

    public Builder jpegQuality(int value) {
      jpegQuality = value;
      return this;
    }

    public Builder maxPixels(long value) {
      maxPixels = value;
      return this;
    }

    public Builder overwrite(boolean value) {
      overwrite = value;
      return this;
    }

    public Builder minFaceScore(double value) {
      minFaceScore = value;
      return this;
    }

    public Builder clipAges(boolean value) {
      clipAges = value;
      return this;
    }

    public Builder exclude(Exclusions value) {
      exclude = value;
      return this;
    }

    public Builder nearCopies(NearCopies value) {
      nearCopies = value;
      return this;
    }

    public Builder align(AlignOptions value) {
      align = Optional.of(value);
      return this;
    }

    /**
     * @throws InvalidInputException if a value is out of range, or the input lies within the output
     */
    public PrepareOptions build() {
      return new PrepareOptions(
          input,
          metadata,
          output,
          imageSize,
          split,
          seed,
          workers,
          jpegQuality,
          maxPixels,
          overwrite,
          minFaceScore,
          clipAges,
          exclude,
          nearCopies,
          align);
    }
  }
}
