package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agegender.core.AgeLabel;

/**
 * FG-NET: 1,002 pictures of 82 persons, {@code 001A02.JPG}: the person, the age, and a letter where
 * there are several of one age. The set has no genders.
 *
 * @see <a href="https://yanweifu.github.io/FG_NET_data/">FG-NET</a>
 */
public final class FgNetSource implements FaceSource {

  private static final Pattern NAME =
      Pattern.compile("([0-9]{3})A([0-9]{2})[A-Z]?\\.JPE?G", Pattern.CASE_INSENSITIVE);

  private final Path folder;

  private FgNetSource(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder holds the pictures, or the folder {@code images} of them
   */
  public static FgNetSource of(Path folder) {
    return new FgNetSource(folder);
  }

  @Override
  public String name() {
    return "fgnet";
  }

  @Override
  public String licence() {
    return "research only";
  }

  @Override
  public Listing list() throws IOException {
    return NamedFiles.in(NamedFiles.among(folder, "images"), NAME, "PERSONAAGE.JPG (001A02.JPG)")
        .list(
            (key, file, name) ->
                new Candidate(
                        key,
                        file,
                        AgeLabel.exact(LabelText.age(name.group(2), false)),
                        Optional.empty())
                    .withIdentity(name.group(1)));
  }
}
