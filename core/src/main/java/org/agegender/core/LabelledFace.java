package org.agegender.core;

import java.util.Optional;

/**
 * One face of a prepared set: its picture and what is known of it. Unknown texts are empty, never
 * null.
 *
 * @param filename the picture, relative to the folder that holds the set's pictures, with forward
 *     slashes
 * @param label what is known of the age in the picture
 * @param gender the labelled gender, where the data set has one
 * @param source where the record came from, such as {@code wiki} or a file name of the published
 *     set
 * @param identity the person, where the data set knows it
 * @param group any further group the face belongs to, such as a race label of the data set
 */
public record LabelledFace(
    String filename,
    AgeLabel label,
    Optional<Gender> gender,
    String source,
    String identity,
    String group) {

  /** A face whose age is labelled to the year and whose gender is labelled. */
  public LabelledFace(
      String filename, Age age, Gender gender, String source, String identity, String group) {
    this(filename, AgeLabel.exact(age), Optional.of(gender), source, identity, group);
  }

  /** The labelled age, or the one that stands for its range. */
  public Age age() {
    return label.age();
  }

  /** The ages the face may have; the labelled age alone where it is labelled to the year. */
  public AgeInterval range() {
    return label.range();
  }
}
