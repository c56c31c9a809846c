package org.agegender.core.metrics;

import java.util.Optional;
import java.util.OptionalInt;
import org.agegender.core.AgeBins;
import org.agegender.core.Gender;

/** What one face adds to a figure; NaN where its label is not known. */
final class Scores {

  private Scores() {}

  static double error(JudgedFace face) {
    return face.hasYear() ? face.error() : Double.NaN;
  }

  static double absoluteError(JudgedFace face) {
    return Math.abs(error(face));
  }

  static double squaredError(JudgedFace face) {
    return error(face) * error(face);
  }

  static double within(JudgedFace face, int years) {
    return face.hasYear() ? share(Math.abs(face.error()) <= years) : Double.NaN;
  }

  static double exact(JudgedFace face) {
    return face.hasYear()
        ? share(face.prediction().age().mostLikely().equals(face.face().age()))
        : Double.NaN;
  }

  /** Where all named the same age, the limit: 0 for that age, 1 for any other. */
  static double epsilonError(JudgedFace face) {
    if (!face.hasYear() || face.face().label().deviation().isEmpty()) {
      return Double.NaN;
    }
    double deviation = face.face().label().deviation().getAsDouble();
    if (deviation == 0) {
      return share(face.error() != 0);
    }
    double distance = face.error() / deviation;
    return 1 - Math.exp(-distance * distance / 2);
  }

  /** Whether the predicted age falls into a bin that is at most so many from the labelled one. */
  static double binWithin(JudgedFace face, int bins) {
    if (face.bins().isEmpty()) {
      return Double.NaN;
    }
    AgeBins all = face.bins().get();
    OptionalInt labelled = all.indexOf(face.face().range());
    return labelled.isEmpty()
        ? Double.NaN
        : share(Math.abs(all.nearest(face.prediction().years()) - labelled.getAsInt()) <= bins);
  }

  static double genderRight(JudgedFace face) {
    return face.face()
        .gender()
        .map(label -> share(face.prediction().gender() == label))
        .orElse(Double.NaN);
  }

  static double femaleRight(JudgedFace face) {
    return rightIf(Gender.FEMALE, face);
  }

  static double maleRight(JudgedFace face) {
    return rightIf(Gender.MALE, face);
  }

  private static double rightIf(Gender gender, JudgedFace face) {
    return face.face().gender().equals(Optional.of(gender)) ? genderRight(face) : Double.NaN;
  }

  static double maleProbability(JudgedFace face) {
    return face.face().gender().isPresent() ? face.prediction().maleProbability() : Double.NaN;
  }

  private static double share(boolean hit) {
    return hit ? 1 : 0;
  }
}
