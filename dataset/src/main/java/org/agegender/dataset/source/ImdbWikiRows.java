package org.agegender.dataset.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.agegender.core.Age;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the rows of IMDB-WIKI into candidates and rejections; the first filter that bites names.
 */
final class ImdbWikiRows {

  private final ImdbWikiTable table;
  private final Path input;
  private final double minFaceScore;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Set<String> keys;

  ImdbWikiRows(ImdbWikiTable table, Path input, double minFaceScore) {
    this.table = table;
    this.input = input;
    this.minFaceScore = minFaceScore;
    this.keys = new HashSet<>(2 * table.rows());
  }

  Listing listing(String hash) {
    for (int row = 0; row < table.rows(); row++) {
      String key = uniqueKey(table.fullPath()[row]);
      if (!rejectedForFace(row, key)) {
        addLabelled(row, key);
      }
    }
    return new Listing(candidates, rejections, hash);
  }

  private String uniqueKey(String path) {
    String key = path;
    for (int copy = 2; !keys.add(key); copy++) {
      key = path + "#" + copy;
    }
    return key;
  }

  private boolean rejectedForFace(int row, String key) {
    double score = table.faceScore()[row];
    if (!(score >= minFaceScore)) {
      String detail =
          score == Double.NEGATIVE_INFINITY
              ? "no face found"
              : "face score %s is below %s".formatted(score, minFaceScore);
      return reject(key, Reason.LOW_FACE_SCORE, detail);
    }
    double second = table.secondFaceScore()[row];
    return !Double.isNaN(second)
        && reject(key, Reason.SECOND_FACE, "score of the second face " + second);
  }

  private void addLabelled(int row, String key) {
    Age age = age(row, key);
    if (age == null) {
      return;
    }
    double code = table.gender()[row];
    if (code != Gender.FEMALE.code() && code != Gender.MALE.code()) {
      reject(key, Reason.GENDER_UNKNOWN, "gender " + code);
      return;
    }
    String path = table.fullPath()[row];
    try {
      candidates.add(
          new Candidate(key, input.resolve(path), age, Gender.ofCode((int) code), identity(row), "")
              .withFace(face(row)));
    } catch (InvalidPathException e) {
      reject(key, Reason.UNSAFE_PATH, "no path: " + e.getReason());
    }
  }

  private @Nullable Age age(int row, String key) {
    double dob = table.dob()[row];
    double photoTaken = table.photoTaken()[row];
    OptionalInt years = PhotoAge.years(dob, photoTaken);
    if (years.isEmpty()) {
      reject(
          key,
          Reason.AGE_OUT_OF_RANGE,
          "date of birth %s and year %s are no dates".formatted(dob, photoTaken));
      return null;
    }
    if (!Age.isValid(years.getAsInt())) {
      reject(key, Reason.AGE_OUT_OF_RANGE, "age " + years.getAsInt());
      return null;
    }
    return new Age(years.getAsInt());
  }

  /** Where no face was found, the location is that of the whole picture. */
  private Optional<FaceBox> face(int row) {
    return table.faceScore()[row] == Double.NEGATIVE_INFINITY
        ? Optional.empty()
        : table.faceLocation().at(row);
  }

  private String identity(int row) {
    double[] celebId = table.celebId();
    if (celebId != null && Double.isFinite(celebId[row])) {
      return Long.toString((long) celebId[row]);
    }
    String path = table.fullPath()[row];
    String picture = path.substring(path.lastIndexOf('/') + 1);
    int underscore = picture.indexOf('_');
    return underscore < 0 ? "" : picture.substring(0, underscore);
  }

  private boolean reject(String key, Reason reason, String detail) {
    rejections.add(new Rejection(key, reason, detail));
    return true;
  }
}
