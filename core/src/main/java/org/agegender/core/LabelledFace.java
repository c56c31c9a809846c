package org.agegender.core;

/**
 * One face of a prepared set: its picture and what is known of it. Unknown texts are empty, never
 * null.
 *
 * @param filename the picture, relative to the prepared set's folder, with forward slashes
 * @param age the age in the picture
 * @param gender the labelled gender
 * @param source where the record came from, such as {@code wiki} or a file name of the published
 *     set
 * @param identity the person, where the data set knows it
 * @param group any further group the face belongs to, such as a race label of the data set
 */
public record LabelledFace(
    String filename, Age age, Gender gender, String source, String identity, String group) {}
