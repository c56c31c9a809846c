package org.agegender.core.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.Prediction;

/**
 * Adds up predictions against labels and gives the figures, overall and by decade of the labelled
 * age. Not thread-safe. Sums are exact enough in double for any order of adding to agree to twelve
 * digits.
 */
public final class FiguresAccumulator {

  private final Sums all = new Sums();
  private final Map<Integer, Sums> byDecade = new TreeMap<>();

  /** Adds one face; it counts for the gender accuracy where its gender is labelled. */
  public void add(Age age, Optional<Gender> gender, Prediction prediction) {
    add(age, gender, prediction.years(), prediction.age().mostLikely(), prediction.gender());
  }

  /**
   * Adds one face.
   *
   * @param age the label
   * @param gender the label, where there is one
   * @param predictedYears expected value of the age distribution
   * @param mostLikely the age class of the highest probability
   * @param predictedGender the gender of the higher probability
   */
  public void add(
      Age age,
      Optional<Gender> gender,
      double predictedYears,
      Age mostLikely,
      Gender predictedGender) {
    double error = predictedYears - age.years();
    boolean exact = mostLikely.equals(age);
    Optional<Boolean> genderRight = gender.map(label -> predictedGender == label);
    all.add(error, exact, genderRight);
    byDecade.computeIfAbsent(age.decade(), d -> new Sums()).add(error, exact, genderRight);
  }

  /** The figures of all faces added so far. */
  public Figures figures() {
    return all.figures();
  }

  /**
   * The figures by decade of the labelled age, keys 0, 10, ... 100, only those that have faces, in
   * order.
   */
  public Map<Integer, Figures> byDecade() {
    Map<Integer, Figures> figures = new TreeMap<>();
    byDecade.forEach((decade, sums) -> figures.put(decade, sums.figures()));
    return Collections.unmodifiableMap(figures);
  }

  private static final class Sums {

    private static final double CS_YEARS = 5;

    private long images;
    private double absolute;
    private double squared;
    private long within;
    private long exact;
    private long genders;
    private long genderRight;

    void add(double error, boolean exactClass, Optional<Boolean> rightGender) {
      images++;
      absolute += Math.abs(error);
      squared += error * error;
      within += Math.abs(error) <= CS_YEARS ? 1 : 0;
      exact += exactClass ? 1 : 0;
      genders += rightGender.isPresent() ? 1 : 0;
      genderRight += rightGender.orElse(false) ? 1 : 0;
    }

    Figures figures() {
      double n = images;
      return new Figures(
          images,
          new AgeFigures(absolute / n, Math.sqrt(squared / n), within / n, exact / n),
          genderRight / (double) genders);
    }
  }
}
