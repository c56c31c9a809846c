package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.agegender.core.Age;
import org.agegender.core.AgeBins;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * Adience: faces from Flickr in five folds by person, {@code fold_0_data.txt} to {@code
 * fold_4_data.txt}, labelled by eight ranges of ages with gaps between them. Some rows name another
 * range or a year: one that lies within a range of the eight counts as that, any other is rejected.
 *
 * @see <a href="https://talhassner.github.io/home/projects/Adience/Adience-data.html">Adience</a>
 */
public final class AdienceSource implements FaceSource {

  /** The eight ranges; the last has no end in truth. */
  public static final AgeBins BINS =
      new AgeBins(
          List.of(
              new AgeInterval(0, 2),
              new AgeInterval(4, 6),
              new AgeInterval(8, 12),
              new AgeInterval(15, 20),
              new AgeInterval(25, 32),
              new AgeInterval(38, 43),
              new AgeInterval(48, 53),
              new AgeInterval(60, 100)));

  private static final int FOLDS = 5;

  private static final List<String> COLUMNS =
      List.of("user_id", "original_image", "face_id", "age", "gender");

  private final Path folder;

  private AdienceSource(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder holds the five tables and the folder {@code faces} or {@code aligned} of pictures
   */
  public static AdienceSource of(Path folder) {
    return new AdienceSource(folder);
  }

  @Override
  public String name() {
    return "adience";
  }

  @Override
  public String licence() {
    return "non-commercial research only";
  }

  @Override
  public Listing list() throws IOException {
    boolean whole = Files.isDirectory(folder.resolve("faces"));
    if (!whole && !Files.isDirectory(folder.resolve("aligned"))) {
      throw new InvalidInputException(
          folder + ": must hold the folder faces or aligned of Adience's pictures, found neither");
    }
    String form =
        whole
            ? "faces/%s/coarse_tilt_aligned_face.%s.%s"
            : "aligned/%s/landmark_aligned_face.%s.%s";
    Records records = new Records();
    Sha256 hash = new Sha256().add(form);
    for (int fold = 0; fold < FOLDS; fold++) {
      Path table = folder.resolve("fold_" + fold + "_data.txt");
      for (LabelTable.Row row : LabelTable.readTabbed(table, COLUMNS).rows()) {
        add(records, table, row, form, fold);
      }
      hash.add(Files.readAllBytes(table));
    }
    return records.listing(hash.hex(), BINS);
  }

  private void add(Records records, Path table, LabelTable.Row row, String form, int fold) {
    String name =
        form.formatted(row.text("user_id"), row.text("face_id"), row.text("original_image"));
    records.add(
        name,
        table,
        row,
        key ->
            new Candidate(
                    key,
                    LabelText.picture(folder, name),
                    label(row.text("age")),
                    Optional.of(LabelText.gender(row.text("gender"))))
                .withIdentity(row.text("user_id"))
                .withPart("" + fold));
  }

  private static AgeLabel label(String text) throws RecordFault {
    Optional<AgeInterval> range = LabelText.range(text, false);
    if (range.isPresent()) {
      return AgeLabel.within(bin(range.get(), text));
    }
    Age age = LabelText.age(text, false);
    AgeInterval bin = bin(new AgeInterval(age.years(), age.years()), text);
    return new AgeLabel(age, bin, OptionalDouble.empty());
  }

  private static AgeInterval bin(AgeInterval labelled, String text) throws RecordFault {
    return BINS.bins().stream()
        .filter(bin -> bin.contains(labelled.low()) && bin.contains(labelled.high()))
        .findFirst()
        .orElseThrow(
            () ->
                new RecordFault(
                    Reason.AGE_UNKNOWN,
                    "age '%s' lies in none of the eight ranges".formatted(text)));
  }
}
