package org.agegender.dataset.drawn;

import java.time.LocalDate;

/**
 * A row of {@code wiki.mat}.
 *
 * @param path of the picture within the set
 * @param dob date of birth, a MATLAB serial date number
 * @param photoTaken year
 * @param gender 0 female, 1 male, NaN unknown
 * @param name of the person
 * @param face its box: x1, y1, x2, y2, counted from 1
 * @param faceScore negative infinity: no face
 * @param secondFaceScore NaN: no second face
 */
record WikiRow(
    String path,
    double dob,
    int photoTaken,
    double gender,
    String name,
    Box face,
    double faceScore,
    double secondFaceScore) {

  private static final long EPOCH = 719_529;

  /** A rectangle in pixels, counted from 1. */
  record Box(double x1, double y1, double x2, double y2) {}

  static double serial(LocalDate date) {
    return date.toEpochDay() + (double) EPOCH;
  }

  WikiRow withDob(double value) {
    return new WikiRow(path, value, photoTaken, gender, name, face, faceScore, secondFaceScore);
  }

  WikiRow withGender(double value) {
    return new WikiRow(path, dob, photoTaken, value, name, face, faceScore, secondFaceScore);
  }

  WikiRow withFaceScore(double value) {
    return new WikiRow(path, dob, photoTaken, gender, name, face, value, secondFaceScore);
  }

  WikiRow withSecondFaceScore(double value) {
    return new WikiRow(path, dob, photoTaken, gender, name, face, faceScore, value);
  }
}
