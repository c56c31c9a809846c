package org.agegender.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.agegender.core.AgeBins;
import org.agegender.core.CropGeometry;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A folder of pictures with {@code train.csv}, {@code val.csv} and {@code test.csv}, as {@code
 * prepare} writes it. A set made by hand may lack some of them and {@code dataset.json}. Immutable;
 * safe for use by several threads.
 */
public final class PreparedSet {

  /** The file that says what is finished of a set while it is being prepared. */
  public static final String JOURNAL_NAME = "prepare.journal";

  private final Path folder;
  private final Path pictures;
  private final Map<Subset, List<LabelledFace>> records;
  private final @Nullable SetDescription description;
  private final String hash;

  private PreparedSet(
      Path folder,
      Path pictures,
      Map<Subset, List<LabelledFace>> records,
      @Nullable SetDescription description,
      String hash) {
    this.folder = folder;
    this.pictures = pictures;
    this.records = records;
    this.description = description;
    this.hash = hash;
  }

  /**
   * Reads the labels of a set and checks that each picture is there, within the folder. The
   * pictures themselves are not read.
   *
   * @param folder the set
   * @throws InvalidInputException if it is no prepared set or a row cannot be used; the message
   *     names file and line
   * @throws IOException if a file cannot be read
   */
  public static PreparedSet open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder");
    }
    SetDescription description = SetDescription.read(folder);
    if (description == null && Files.exists(folder.resolve(JOURNAL_NAME))) {
      throw new InvalidInputException(
          folder + ": the set is not finished; give the same agegender prepare command again");
    }
    if (description != null && description.hasFolds()) {
      throw new InvalidInputException(
          "%s: is a set of folds; name one of them, such as %s, or judge all by evaluate --folds"
              .formatted(folder, folder.resolve(SetDescription.foldName(0))));
    }
    Path pictures =
        description == null || description.fold() == SetDescription.NO_FOLD
            ? folder
            : setOfFold(folder);
    FaceTable table = new FaceTable(pictures);
    Map<Subset, List<LabelledFace>> records = new EnumMap<>(Subset.class);
    Sha256 hash = new Sha256();
    for (Subset subset : Subset.values()) {
      Path csv = folder.resolve(subset.csvName());
      if (Files.exists(csv)) {
        records.put(subset, table.read(csv));
        hash.add(subset.csvName());
        hash.add(Files.readAllBytes(csv));
      }
    }
    if (records.isEmpty()) {
      throw new InvalidInputException(
          folder
              + ": is no prepared set: it has none of train.csv, val.csv and test.csv; "
              + "make it with agegender prepare");
    }
    if (description != null) {
      hash.add(description.listing());
    }
    return new PreparedSet(folder, pictures, records, description, hash.hex());
  }

  /** The set that a fold belongs to; its crops are those of the fold. */
  private static Path setOfFold(Path fold) throws IOException {
    Path above = fold.toRealPath().getParent();
    SetDescription whole = above == null ? null : SetDescription.read(above);
    if (above == null || whole == null || !whole.hasFolds()) {
      throw new InvalidInputException(
          fold
              + ": is a fold of a set, which must be in the folder above, whole; found none there;"
              + " give the agegender prepare command of that set again");
    }
    return above;
  }

  /** The folder this set was opened from. */
  public Path folder() {
    return folder;
  }

  /** Whether {@link #records} has anything to give for this part. */
  public boolean has(Subset subset) {
    return !records.getOrDefault(subset, List.of()).isEmpty();
  }

  /**
   * The labelled faces of one part, in the order of its file; at least one.
   *
   * @throws InvalidInputException if the set lacks this part, or it is empty
   */
  public List<LabelledFace> records(Subset subset) {
    List<LabelledFace> faces = records.get(subset);
    if (faces == null || faces.isEmpty()) {
      List<String> others =
          Arrays.stream(Subset.values()).filter(this::has).map(Subset::label).toList();
      throw new InvalidInputException(
          "%s: the set has no %s part (%s %s); it has: %s"
              .formatted(
                  folder,
                  subset.label(),
                  subset.csvName(),
                  faces == null ? "is missing" : "has no rows",
                  others.isEmpty() ? "none" : String.join(", ", others)));
    }
    return faces;
  }

  /**
   * The same faces, of which each has a labelled gender: what a network for both is trained on.
   *
   * @throws InvalidInputException if the set lacks this part, it is empty, or a gender is unknown
   */
  public List<LabelledFace> recordsWithGender(Subset subset) {
    List<LabelledFace> faces = records(subset);
    long unknown = faces.stream().filter(face -> face.gender().isEmpty()).count();
    if (unknown > 0) {
      throw new InvalidInputException(
          "%s: training takes faces of known gender, %d of %d in %s have none; use the set with evaluate, or fill in the column gender"
              .formatted(folder, unknown, faces.size(), subset.csvName()));
    }
    return faces;
  }

  /** The number of labelled faces in all parts. */
  public int size() {
    return records.values().stream().mapToInt(List::size).sum();
  }

  /** The picture of a face of this set. */
  public Path picture(LabelledFace face) {
    return pictures.resolve(face.filename());
  }

  /**
   * SHA-256 in hex over the CSV files and the hash of the listing they were made from: the same for
   * the same set in any folder. Crops made by {@code prepare} are named after their originals, so
   * this covers the pictures too, but not how they were cut out of them: see {@link #cropGeometry}.
   */
  public String hash() {
    return hash;
  }

  /** Width and height of the crops in pixels; empty for a set without {@code dataset.json}. */
  public OptionalInt imageSize() {
    return description == null
        ? OptionalInt.empty()
        : OptionalInt.of(description.options().imageSize());
  }

  /**
   * Where the faces lie in the pictures; {@link CropGeometry#WHOLE} for a set without {@code
   * dataset.json}.
   */
  public CropGeometry cropGeometry() {
    return description == null ? CropGeometry.WHOLE : description.alignment().geometry();
  }

  /** The ranges that ages are labelled with; empty where they are labelled to the year. */
  public Optional<AgeBins> ageBins() {
    return description == null ? Optional.empty() : description.bins();
  }

  /** The data set this one was made from, such as {@code wiki}; {@code unknown} if not told. */
  public String source() {
    return description == null ? "unknown" : description.source();
  }

  /** The terms of the data set, where known. */
  public Optional<String> licence() {
    return description == null || description.licence().isEmpty()
        ? Optional.empty()
        : Optional.of(description.licence());
  }

  /** What {@code dataset.json} says, where there is one. */
  public Optional<SetDescription> description() {
    return Optional.ofNullable(description);
  }
}
