package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * UTKFace: a flat folder of pictures whose names are their labels, {@code
 * AGE_GENDER_RACE_DATETIME.jpg} or {@code ...jpg.chip.jpg}. Gender 0 is male there and 1 female,
 * the other way round than in IMDB-WIKI. Every file of the folder is a record; a name that breaks
 * the pattern is rejected.
 *
 * @see <a href="https://susanqq.github.io/UTKFace/">UTKFace</a>
 */
public final class UtkFaceSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,3})_([0-9])_([0-4])_[0-9]{8,20}\\.jpg(\\.chip\\.jpg)?");

  private static final List<String> RACES = List.of("White", "Black", "Asian", "Indian", "Others");

  private final Path folder;
  private final boolean clipAges;

  private UtkFaceSource(Path folder, boolean clipAges) {
    this.folder = folder;
    this.clipAges = clipAges;
  }

  /**
   * @param folder holds the pictures themselves, not folders of them
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   */
  public static UtkFaceSource of(Path folder, boolean clipAges) {
    return new UtkFaceSource(folder, clipAges);
  }

  @Override
  public String name() {
    return "utkface";
  }

  @Override
  public String licence() {
    return "non-commercial research only";
  }

  @Override
  public Listing list() throws IOException {
    return NamedFiles.in(folder, NAME, "AGE_GENDER_RACE_DATETIME.jpg").list(this::candidate);
  }

  private Candidate candidate(String key, Path file, Matcher name) throws RecordFault {
    int years = Integer.parseInt(name.group(1));
    if (!Age.isValid(years) && !clipAges) {
      throw new RecordFault(
          Reason.AGE_OUT_OF_RANGE,
          "age must be 0..%d, found %d; --clip-ages takes it as %d"
              .formatted(Age.MAX, years, Age.MAX));
    }
    int gender = Integer.parseInt(name.group(2));
    if (gender > 1) {
      throw new RecordFault(
          Reason.GENDER_UNKNOWN, "gender must be 0 (male) or 1 (female), found " + gender);
    }
    return new Candidate(
        key,
        file,
        new Age(Math.min(years, Age.MAX)),
        gender == 0 ? Gender.MALE : Gender.FEMALE,
        "",
        RACES.get(Integer.parseInt(name.group(3))));
  }
}
