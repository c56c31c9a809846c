package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.AgeLabel;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * APPA-REAL: 7,591 pictures with the real age and the ages that about 38 people each guessed, in
 * three published parts. The faces cut out by the set's authors, {@code NAME.jpg_face.jpg}, are
 * taken: with other people around, they show who is labelled. The set has no genders.
 *
 * @see <a href="https://chalearnlap.cvc.uab.cat/dataset/26/description/">APPA-REAL</a>
 */
public final class AppaRealSource implements FaceSource {

  /** Which age is the label. */
  public enum Kind {
    /** The age of the person. */
    REAL,
    /** The mean of the ages guessed, rounded to years, with their standard deviation. */
    APPARENT
  }

  /** The parts by the names that the set gives them, in its order. */
  private static final Map<String, String> PARTS =
      Map.of("train", "train", "valid", "val", "test", "test");

  private static final List<String> COLUMNS =
      List.of("file_name", "apparent_age_avg", "apparent_age_std", "real_age");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,20})?");

  private final Path folder;
  private final Kind kind;

  private AppaRealSource(Path folder, Kind kind) {
    this.folder = folder;
    this.kind = kind;
  }

  /**
   * @param folder holds {@code gt_avg_train.csv} and its like, and the folders of the pictures
   * @param kind which age is the label
   */
  public static AppaRealSource of(Path folder, Kind kind) {
    return new AppaRealSource(folder, kind);
  }

  @Override
  public String name() {
    return "appa-real";
  }

  @Override
  public String licence() {
    return "research only";
  }

  @Override
  public Listing list() throws IOException {
    Records records = new Records();
    Sha256 hash = new Sha256().add(kind.name());
    int found = 0;
    for (String published : List.of("train", "valid", "test")) {
      Path table = folder.resolve("gt_avg_%s.csv".formatted(published));
      if (!Files.exists(table)) {
        continue;
      }
      found++;
      for (LabelTable.Row row : LabelTable.read(table, COLUMNS).rows()) {
        String name = "%s/%s_face.jpg".formatted(published, row.text("file_name"));
        records.add(
            name,
            table,
            row,
            key ->
                new Candidate(key, LabelText.picture(folder, name), label(row), Optional.empty())
                    .withPart(PARTS.getOrDefault(published, "")));
      }
      hash.add(published).add(Files.readAllBytes(table));
    }
    if (found == 0) {
      throw new InvalidInputException(
          folder + ": must hold gt_avg_train.csv, gt_avg_valid.csv or gt_avg_test.csv, found none");
    }
    return records.listing(hash.hex());
  }

  private AgeLabel label(LabelTable.Row row) throws RecordFault {
    return switch (kind) {
      case REAL -> AgeLabel.exact(LabelText.age(row.text("real_age"), false));
      case APPARENT -> apparent(row.text("apparent_age_avg"), row.text("apparent_age_std"));
    };
  }

  private static AgeLabel apparent(String mean, String deviation) throws RecordFault {
    if (!NUMBER.matcher(mean).matches()) {
      throw new RecordFault(
          Reason.AGE_UNKNOWN, "apparent_age_avg must be a number of years, found '" + mean + "'");
    }
    Age age = LabelText.age((int) Math.round(Double.parseDouble(mean)), false);
    // One person's guess has no deviation, which the set writes as 0.
    double years = NUMBER.matcher(deviation).matches() ? Double.parseDouble(deviation) : 0;
    AgeLabel label = AgeLabel.exact(age);
    return years > 0 ? label.withDeviation(years) : label;
  }
}
