package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * MORPH II (Album 2), the academic release: 55,134 pictures of 13,617 persons, {@code
 * 009055_1M54.JPG}: the person, the number of the picture, the gender, the age. A CSV file of the
 * release, with the columns {@code photo} and {@code race}, gives the groups; a record whose gender
 * or age there is another than in its name is rejected.
 *
 * @see <a href="https://uncw.edu/oic/tech/morph.html">MORPH</a>
 */
public final class MorphSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile(
          "([0-9]{5,6})_([0-9]{1,2})([MF])([0-9]{1,3})\\.JPE?G", Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final Optional<Path> table;

  private MorphSource(Path folder, Optional<Path> table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * @param folder holds the pictures, or folders of them such as {@code Album2}
   * @param table a CSV file of the release, if groups are wanted
   */
  public static MorphSource of(Path folder, Optional<Path> table) {
    return new MorphSource(folder, table);
  }

  @Override
  public String name() {
    return "morph";
  }

  @Override
  public String licence() {
    return "by agreement with the University of North Carolina Wilmington";
  }

  @Override
  public Listing list() throws IOException {
    Map<String, LabelTable.Row> rows = rows();
    Listing listing =
        NamedFiles.below(folder, NAME, "PERSON_NUMBERGENDERAGE.JPG (009055_1M54.JPG)")
            .list((key, file, name) -> candidate(key, file, name, rows));
    if (table.isEmpty()) {
      return listing;
    }
    String hash = new Sha256().add(listing.hash()).add(Files.readAllBytes(table.get())).hex();
    return new Listing(listing.candidates(), listing.rejections(), hash);
  }

  private Map<String, LabelTable.Row> rows() throws IOException {
    Map<String, LabelTable.Row> rows = new HashMap<>();
    if (table.isPresent()) {
      for (LabelTable.Row row : LabelTable.read(table.get(), List.of("photo", "race")).rows()) {
        String photo = row.text("photo");
        rows.put(lower(photo.substring(photo.lastIndexOf('/') + 1)), row);
      }
    }
    return rows;
  }

  private static Candidate candidate(
      String key, Path file, Matcher name, Map<String, LabelTable.Row> rows) throws RecordFault {
    Age age = LabelText.age(name.group(4), false);
    Gender gender = LabelText.gender(name.group(3));
    Candidate candidate =
        new Candidate(key, file, AgeLabel.exact(age), Optional.of(gender))
            .withIdentity(name.group(1));
    LabelTable.Row row = rows.get(lower(name.group()));
    if (row == null) {
      return candidate;
    }
    String otherAge = row.text("age");
    if (!otherAge.isEmpty() && !isAge(otherAge, age)) {
      throw new RecordFault(
          Reason.CONTRADICTING_LABELS,
          "has age %d in its name and %s in line %d of the table"
              .formatted(age.years(), otherAge, row.line()));
    }
    Optional<Gender> other = Gender.parse(row.text("gender"));
    if (other.isPresent() && other.get() != gender) {
      throw new RecordFault(
          Reason.CONTRADICTING_LABELS,
          "is %s in its name and %s in line %d of the table"
              .formatted(gender.label(), other.get().label(), row.line()));
    }
    return candidate.withGroup(row.text("race"));
  }

  /** Whether a text tells this age; one that tells none does not. */
  private static boolean isAge(String text, Age age) {
    try {
      return LabelText.age(text, false).equals(age);
    } catch (RecordFault e) {
      return false;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
