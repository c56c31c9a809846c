package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;

/**
 * All-Age-Faces (AAF): 13,322 pictures of mostly Asian faces, {@code 00000A02.jpg}: a number and
 * the age. Numbers below 7,381 are female, the others male.
 *
 * @see <a href="https://github.com/JingchunCheng/All-Age-Faces-Dataset">All-Age-Faces</a>
 */
public final class AllAgeFacesSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile("([0-9]{5})A([0-9]{2,3})\\.jpe?g", Pattern.CASE_INSENSITIVE);

  private static final int FIRST_MALE = 7381;

  private final Path folder;

  private AllAgeFacesSource(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder holds the pictures, or the folder {@code original images} of them; the faces cut
   *     out by the set's authors are taken if their folder {@code aglined faces} is named
   */
  public static AllAgeFacesSource of(Path folder) {
    return new AllAgeFacesSource(folder);
  }

  @Override
  public String name() {
    return "all-age-faces";
  }

  @Override
  public String licence() {
    return "academic research only";
  }

  @Override
  public Listing list() throws IOException {
    Path pictures = NamedFiles.among(folder, "original images");
    return NamedFiles.in(pictures, NAME, "NUMBERAAGE.jpg (00000A02.jpg)")
        .list(
            (key, file, name) ->
                new Candidate(
                    key,
                    file,
                    AgeLabel.exact(LabelText.age(name.group(2), false)),
                    Optional.of(
                        Integer.parseInt(name.group(1)) < FIRST_MALE
                            ? Gender.FEMALE
                            : Gender.MALE)));
  }
}
