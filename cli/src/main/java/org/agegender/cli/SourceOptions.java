package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.source.AdienceSource;
import org.agegender.dataset.source.AgeDbSource;
import org.agegender.dataset.source.AllAgeFacesSource;
import org.agegender.dataset.source.AppaRealSource;
import org.agegender.dataset.source.Columns;
import org.agegender.dataset.source.CsvSource;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.FairFaceSource;
import org.agegender.dataset.source.FgNetSource;
import org.agegender.dataset.source.ImageFolderSource;
import org.agegender.dataset.source.ImdbWikiSource;
import org.agegender.dataset.source.MorphSource;
import org.agegender.dataset.source.ParquetSource;
import org.agegender.dataset.source.UtkFaceSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code prepare} that say what is read. */
final class SourceOptions {

  /** The data sets whose labels can be read; {@code LFW} has none that can be used. */
  enum Source {
    IMDB,
    WIKI,
    UTKFACE,
    FAIRFACE,
    APPA_REAL,
    FGNET,
    ADIENCE,
    AGEDB,
    MORPH,
    ALL_AGE_FACES,
    LFW,
    PARQUET,
    IMAGEFOLDER,
    CSV
  }

  private static final Set<Source> WITH_COLUMNS = Set.of(Source.PARQUET, Source.IMAGEFOLDER);
  private static final Set<Source> WITH_SCORES = Set.of(Source.IMDB, Source.WIKI);
  private static final Set<Source> CLIPPED =
      Set.of(Source.UTKFACE, Source.AGEDB, Source.PARQUET, Source.IMAGEFOLDER, Source.CSV);
  private static final double USUAL_FACE_SCORE = 1.0;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description =
          "imdb, wiki, utkface, fairface, appa-real, fgnet, adience, agedb, morph, all-age-faces,"
              + " parquet, imagefolder or csv; their layouts are in docs/datasets.md.")
  private Source source;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set, or of the pictures.")
  private Path input;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description =
          "The labels: imdb.mat, wiki.mat, a table of fairface or morph, Parquet files (may be"
              + " given more than once), or a CSV file with filename,age,gender (default: the usual"
              + " names in the input, or the only CSV file there).")
  private List<Path> metadata = new ArrayList<>();

  @Option(
      names = "--columns",
      paramLabel = "ROLE=NAME,...",
      description =
          "parquet, imagefolder: the names of the columns of image, age, gender, group and identity"
              + " that are named otherwise, such as image=img,group=race.")
  private @Nullable String columns;

  @Option(
      names = "--min-face-score",
      paramLabel = "X",
      description = "imdb, wiki: leave out faces that their detector scored lower (default: 1.0).")
  private @Nullable Double minFaceScore;

  @Option(
      names = "--clip-ages",
      description =
          "utkface, agedb, parquet, imagefolder, csv: take ages over 100 as 100 instead of leaving"
              + " them out.")
  private boolean clipAges;

  @Option(
      names = "--age",
      paramLabel = "KIND",
      description =
          "appa-real: real, the age of the person, or apparent, the mean of the ages guessed"
              + " (default: real).")
  private AppaRealSource.@Nullable Kind age;

  Path input() {
    return input;
  }

  Optional<Path> metadata() {
    if (metadata.size() > 1 && source != Source.PARQUET) {
      throw new InvalidInputException(
          "--metadata: one file holds the labels of %s, found %d"
              .formatted(name(), metadata.size()));
    }
    return metadata.stream().findFirst();
  }

  double minFaceScore() {
    return minFaceScore == null ? USUAL_FACE_SCORE : minFaceScore;
  }

  boolean clipAges() {
    return clipAges;
  }

  /**
   * The data set.
   *
   * @throws InvalidInputException if the options contradict each other or a file is not there
   */
  FaceSource open() throws IOException {
    refuse(
        age != null && source != Source.APPA_REAL,
        "--age: only appa-real has two ages to choose from");
    refuse(
        columns != null && !WITH_COLUMNS.contains(source),
        "--columns: only parquet and imagefolder have columns to name");
    refuse(
        minFaceScore != null && !WITH_SCORES.contains(source),
        "--min-face-score: only imdb and wiki have scores of their faces");
    refuse(
        clipAges && !CLIPPED.contains(source),
        "--clip-ages: only utkface, agedb, parquet, imagefolder and csv take ages over 100 as 100");
    Columns named = columns == null ? Columns.USUAL : Columns.parse(columns);
    return switch (source) {
      case IMDB -> ImdbWikiSource.imdb(input, labels("imdb.mat"), minFaceScore());
      case WIKI -> ImdbWikiSource.wiki(input, labels("wiki.mat"), minFaceScore());
      case UTKFACE -> UtkFaceSource.of(withoutMetadata("the names of its files"), clipAges);
      case FAIRFACE -> FairFaceSource.of(input, metadata());
      case APPA_REAL ->
          AppaRealSource.of(
              withoutMetadata("gt_avg_train.csv and its like in the input"),
              age == null ? AppaRealSource.Kind.REAL : age);
      case FGNET -> FgNetSource.of(withoutMetadata("the names of its files"));
      case ADIENCE ->
          AdienceSource.of(withoutMetadata("fold_0_data.txt and its like in the input"));
      case AGEDB -> AgeDbSource.of(withoutMetadata("the names of its files"), clipAges);
      case MORPH -> MorphSource.of(input, metadata());
      case ALL_AGE_FACES -> AllAgeFacesSource.of(withoutMetadata("the names of its files"));
      case LFW ->
          throw new InvalidInputException(
              "--source lfw: LFW has no ages, and a prepared set needs them; for its genders"
                  + " compare what agegender predict --format csv says of its folder with its lists"
                  + " of names");
      case PARQUET -> ParquetSource.of(input, metadata, named, clipAges);
      case IMAGEFOLDER ->
          ImageFolderSource.of(
              withoutMetadata("metadata.csv or metadata.jsonl in the input"), named, clipAges);
      case CSV -> CsvSource.of(input, metadata(), clipAges);
    };
  }

  private Path labels(String usualName) {
    return metadata().orElseGet(() -> input.resolve(usualName));
  }

  private Path withoutMetadata(String labels) {
    if (!metadata.isEmpty()) {
      throw new InvalidInputException(
          "--metadata: %s has its labels in %s; leave the option out".formatted(name(), labels));
    }
    return input;
  }

  private static void refuse(boolean isWithoutUse, String why) {
    if (isWithoutUse) {
      throw new InvalidInputException(why + "; leave the option out");
    }
  }

  private String name() {
    return source.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
