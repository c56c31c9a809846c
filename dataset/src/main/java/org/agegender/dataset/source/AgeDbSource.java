package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agegender.core.AgeLabel;

/**
 * AgeDB: 16,488 pictures of 568 known persons, {@code 0_MariaCallas_35_f.jpg}: a number, the
 * person, the age, the gender.
 *
 * @see <a href="https://ibug.doc.ic.ac.uk/resources/agedb/">AgeDB</a>
 */
public final class AgeDbSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile("[0-9]+_(.+)_([0-9]{1,3})_([mf])\\.jpe?g", Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final boolean clipAges;

  private AgeDbSource(Path folder, boolean clipAges) {
    this.folder = folder;
    this.clipAges = clipAges;
  }

  /**
   * @param folder holds the pictures
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   */
  public static AgeDbSource of(Path folder, boolean clipAges) {
    return new AgeDbSource(folder, clipAges);
  }

  @Override
  public String name() {
    return "agedb";
  }

  @Override
  public String licence() {
    return "non-commercial research only";
  }

  @Override
  public Listing list() throws IOException {
    return NamedFiles.in(folder, NAME, "NUMBER_NAME_AGE_GENDER.jpg (0_MariaCallas_35_f.jpg)")
        .list(
            (key, file, name) ->
                new Candidate(
                        key,
                        file,
                        AgeLabel.exact(LabelText.age(name.group(2), clipAges)),
                        Optional.of(LabelText.gender(name.group(3))))
                    .withIdentity(name.group(1)));
  }
}
