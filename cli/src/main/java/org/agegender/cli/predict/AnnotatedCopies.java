package org.agegender.cli.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agegender.core.AgeInterval;
import org.agegender.core.AtomicFile;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Prediction;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.PictureOutcome;
import org.agegender.vision.FaceAnnotator;
import org.agegender.vision.FaceLabel;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;

/** Copies of the pictures with boxes around the faces and what the network says of each. */
public final class AnnotatedCopies {

  private static final int JPEG_QUALITY = 92;

  /** libjpeg's limit, a little below the format's. */
  private static final int LONGEST_JPEG_SIDE = 65_500;

  private final Path folder;
  private final Iterator<Path> targets;
  private final PictureDecoder decoder;

  private AnnotatedCopies(Path folder, List<Path> targets, PictureDecoder decoder) {
    this.folder = folder;
    this.targets = targets.iterator();
    this.decoder = decoder;
  }

  /**
   * Makes the folder, if need be, and chooses the names of all copies in it.
   *
   * @param decoder reads the pictures
   * @param overwrite whether files that are there may be replaced; pictures of the list never are
   * @throws InvalidInputException if a file is there already and may not be replaced
   * @throws IOException if the folder cannot be made
   */
  public static AnnotatedCopies in(
      Path folder, PictureList pictures, PictureDecoder decoder, boolean overwrite)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "--annotate must name a folder, found the file " + folder + "; name another");
    }
    Files.createDirectories(folder);
    List<Path> targets = AnnotationTargets.of(folder, pictures.entries());
    if (!overwrite) {
      targets.stream()
          .filter(AnnotationTargets::exists)
          .findFirst()
          .ifPresent(
              there -> {
                throw new InvalidInputException(
                    there + " is there already; name another folder or add --overwrite");
              });
    }
    return new AnnotatedCopies(folder, targets, decoder);
  }

  /**
   * Writes the copy of the next picture of the list; nothing for one that could not be read.
   *
   * @param outcome of the next picture
   * @return why there is no copy of a picture that was read; empty if there is
   * @throws IOException if the picture cannot be read again or its copy not be written
   */
  public Optional<String> write(PictureOutcome outcome) throws IOException {
    Path target = targets.next();
    if (outcome instanceof PictureOutcome.Analysed analysed) {
      List<FaceLabel> labels = analysed.faces().stream().map(AnnotatedCopies::label).toList();
      AnnotationTargets.makeFolders(folder, target);
      byte[] encoded;
      try (Picture picture = decoder.decode(outcome.picture())) {
        boolean png = PictureList.extension(target).equals("png");
        if (!png && Math.max(picture.width(), picture.height()) > LONGEST_JPEG_SIDE) {
          return Optional.of(
              "%s: no annotated copy, a JPEG has at most %d pixels a side, found %dx%d"
                  .formatted(
                      outcome.picture(), LONGEST_JPEG_SIDE, picture.width(), picture.height()));
        }
        try (Picture annotated = FaceAnnotator.annotate(picture, labels)) {
          encoded = png ? annotated.toPng() : annotated.toJpeg(JPEG_QUALITY);
        }
      }
      AtomicFile.write(target, out -> out.write(encoded));
    }
    return Optional.empty();
  }

  /** Such as {@code 34 (29-40)} and {@code female 0.97}. */
  static FaceLabel label(AnalysedFace face) {
    Prediction prediction = face.prediction();
    AgeInterval range = face.ageInterval();
    return new FaceLabel(
        face.box(),
        List.of(
            "%d (%d-%d)".formatted(Math.round(prediction.years()), range.low(), range.high()),
            String.format(
                Locale.ROOT,
                "%s %.2f",
                prediction.gender().label(),
                prediction.genderProbability())));
  }
}
