package org.agegender.dataset.source;

import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeLabel;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;

/**
 * A record with good labels. Unknown texts are empty, never null.
 *
 * @param key what the data set calls the record, such as its path within the set; unique in a
 *     listing
 * @param picture the file as named by the set, not yet checked to lie within it
 * @param label what the set says of the age in the picture
 * @param gender the labelled gender, where the set has one
 * @param identity the person, where known
 * @param group a further group, such as a race label, where known
 * @param origin where the set itself says that it has the record from, if it does
 * @param part of the published set: {@code train}, {@code val}, {@code test} or the number of a
 *     fold, where it is published in parts
 * @param face where the set says that the face is, in pixels of the picture as published, if it
 *     does
 */
public record Candidate(
    String key,
    Path picture,
    AgeLabel label,
    Optional<Gender> gender,
    String identity,
    String group,
    String origin,
    String part,
    Optional<FaceBox> face) {

  /** A record of which no more is known. */
  public Candidate(String key, Path picture, AgeLabel label, Optional<Gender> gender) {
    this(key, picture, label, gender, "", "", "", "", Optional.empty());
  }

  /** A record of which the set does not tell where the face is. */
  public Candidate(
      String key,
      Path picture,
      Age age,
      Gender gender,
      String identity,
      String group,
      String origin) {
    this(
        key,
        picture,
        AgeLabel.exact(age),
        Optional.of(gender),
        identity,
        group,
        origin,
        "",
        Optional.empty());
  }

  /** A record of unknown origin. */
  public Candidate(
      String key, Path picture, Age age, Gender gender, String identity, String group) {
    this(key, picture, age, gender, identity, group, "");
  }

  /** The same record with a person. */
  public Candidate withIdentity(String value) {
    return new Candidate(key, picture, label, gender, value, group, origin, part, face);
  }

  /** The same record with a further group. */
  public Candidate withGroup(String value) {
    return new Candidate(key, picture, label, gender, identity, value, origin, part, face);
  }

  /** The same record with its part of the published set. */
  public Candidate withPart(String value) {
    return new Candidate(key, picture, label, gender, identity, group, origin, value, face);
  }

  /** The same record with the place of its face. */
  public Candidate withFace(Optional<FaceBox> value) {
    return new Candidate(key, picture, label, gender, identity, group, origin, part, value);
  }

  /** The labelled age, or the one that stands for its range. */
  public Age age() {
    return label.age();
  }

  /**
   * What prepared sets call this record: where the set itself says that it has it from, or else its
   * key behind the name of the set.
   *
   * @param setName such as {@code wiki}
   */
  public String source(String setName) {
    return origin.isEmpty() ? source(setName, key) : origin;
  }

  /** What prepared sets call a record of which only the key is known. */
  public static String source(String setName, String key) {
    return setName + "/" + key;
  }
}
