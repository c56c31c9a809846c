package org.agegender.dataset.source;

import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;

/**
 * A record with good labels. Unknown texts are empty, never null.
 *
 * @param key what the data set calls the record, such as its path within the set; unique in a
 *     listing
 * @param picture the file as named by the set, not yet checked to lie within it
 * @param age the age in the picture
 * @param gender the labelled gender
 * @param identity the person, where known
 * @param group a further group, such as a race label, where known
 * @param origin where the set itself says that it has the record from, if it does
 * @param face where the set says that the face is, in pixels of the picture as published, if it
 *     does
 */
public record Candidate(
    String key,
    Path picture,
    Age age,
    Gender gender,
    String identity,
    String group,
    String origin,
    Optional<FaceBox> face) {

  /** A record of which the set does not tell where the face is. */
  public Candidate(
      String key,
      Path picture,
      Age age,
      Gender gender,
      String identity,
      String group,
      String origin) {
    this(key, picture, age, gender, identity, group, origin, Optional.empty());
  }

  /** A record of unknown origin. */
  public Candidate(
      String key, Path picture, Age age, Gender gender, String identity, String group) {
    this(key, picture, age, gender, identity, group, "");
  }
}
