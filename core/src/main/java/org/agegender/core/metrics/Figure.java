package org.agegender.core.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The figures that a model is judged by. Each is made of a score for each face ({@link #score}) and
 * a way to sum the scores up ({@link #summary}).
 *
 * <p>Cumulative scores CS@k after Geng, Zhou and Smith-Miles, "Automatic age estimation based on
 * facial aging patterns", TPAMI 2007; the epsilon-error after Escalera et al., "ChaLearn Looking at
 * People 2015: apparent age and cultural event recognition", ICCV workshops 2015; the area under
 * the ROC curve as the Mann-Whitney statistic, after Hanley and McNeil, "The meaning and use of the
 * area under a ROC curve", Radiology 1982.
 */
public enum Figure {
  /** Mean absolute error of the expected age. */
  AGE_MAE("age_mae", "age MAE", Unit.YEARS, Better.LOWER, Summary.MEAN, Scores::absoluteError),
  /** Root of the mean squared error of the expected age. */
  AGE_RMSE(
      "age_rmse", "age RMSE", Unit.YEARS, Better.LOWER, Summary.ROOT_MEAN, Scores::squaredError),
  /** Median of the absolute errors of the expected age. */
  AGE_MEDIAN_ERROR(
      "age_median_error",
      "age median error",
      Unit.YEARS,
      Better.LOWER,
      Summary.MEDIAN,
      Scores::absoluteError),
  /** Mean of predicted less labelled age: more than 0 where faces are guessed too old. */
  AGE_BIAS("age_bias", "age bias", Unit.YEARS, Better.NEAR_ZERO, Summary.MEAN, Scores::error),
  /** CS@0: share of faces whose expected age is the labelled one, to the last digit. */
  AGE_CS0(0),
  AGE_CS1(1),
  AGE_CS2(2),
  AGE_CS3(3),
  AGE_CS4(4),
  /** CS@5: share of faces with an absolute error of at most 5 years; and so on. */
  AGE_CS5(5),
  AGE_CS6(6),
  AGE_CS7(7),
  AGE_CS8(8),
  AGE_CS9(9),
  AGE_CS10(10),
  /** Share of faces whose most likely age is the labelled one. */
  AGE_EXACT("age_exact", "exact age", Unit.SHARE, Better.HIGHER, Summary.MEAN, Scores::exact),
  /**
   * Epsilon-error of faces whose age several people named: the mean of {@code 1 - exp(-e^2 / (2
   * s^2))} for an error of e years and a standard deviation of s years of the ages named.
   */
  AGE_EPSILON_ERROR(
      "age_epsilon_error",
      "epsilon-error",
      Unit.SHARE,
      Better.LOWER,
      Summary.MEAN,
      Scores::epsilonError),
  /** Where ages are labelled by bins: share of faces whose expected age falls into theirs. */
  BIN_RIGHT(
      "bin_right",
      "right bin",
      Unit.SHARE,
      Better.HIGHER,
      Summary.MEAN,
      face -> Scores.binWithin(face, 0)),
  /** Share of faces whose expected age falls into their bin or one beside it ("1-off"). */
  BIN_ONE_OFF(
      "bin_one_off",
      "right bin or next",
      Unit.SHARE,
      Better.HIGHER,
      Summary.MEAN,
      face -> Scores.binWithin(face, 1)),
  /** Share of faces whose gender is predicted as labelled. */
  GENDER_ACCURACY(
      "gender_accuracy",
      "gender accuracy",
      Unit.SHARE,
      Better.HIGHER,
      Summary.MEAN,
      Scores::genderRight),
  /** Mean of {@link #FEMALE_RECALL} and {@link #MALE_RECALL}. */
  GENDER_BALANCED_ACCURACY(
      "gender_balanced_accuracy",
      "balanced accuracy",
      Unit.SHARE,
      Better.HIGHER,
      Summary.MEAN_OF_GENDERS,
      Scores::genderRight),
  /** Share of the faces labelled female that are predicted so. */
  FEMALE_RECALL(
      "female_recall",
      "female recall",
      Unit.SHARE,
      Better.HIGHER,
      Summary.MEAN,
      Scores::femaleRight),
  /** Share of the faces labelled male that are predicted so. */
  MALE_RECALL(
      "male_recall", "male recall", Unit.SHARE, Better.HIGHER, Summary.MEAN, Scores::maleRight),
  /**
   * Area under the ROC curve of the male probability: how often a face labelled male has a higher
   * one than a face labelled female; equal ones count half.
   */
  GENDER_AUC(
      "gender_auc",
      "gender AUC",
      Unit.SHARE,
      Better.HIGHER,
      Summary.AREA_UNDER_ROC,
      Scores::maleProbability);

  /** The largest k of CS@k. */
  public static final int MAX_CS_YEARS = 10;

  private static final List<Figure> CUMULATIVE_SCORES =
      IntStream.rangeClosed(0, MAX_CS_YEARS).mapToObj(k -> valueOf("AGE_CS" + k)).toList();

  /** What a figure is counted in. */
  public enum Unit {
    YEARS,
    /** From 0 to 1. */
    SHARE
  }

  /** Which of two values of a figure is the better one. */
  public enum Better {
    LOWER,
    HIGHER,
    NEAR_ZERO;

    /** A number that is larger for better values: the value, less the value, or less its size. */
    public double goodness(double value) {
      return switch (this) {
        case LOWER -> -value;
        case HIGHER -> value;
        case NEAR_ZERO -> -Math.abs(value);
      };
    }
  }

  /** How the scores of faces make a figure. */
  public enum Summary {
    MEAN,
    /** The root of the mean. */
    ROOT_MEAN,
    MEDIAN,
    /** The mean of two means, over the faces labelled female and those labelled male. */
    MEAN_OF_GENDERS,
    /** How often a face labelled male has the higher score. */
    AREA_UNDER_ROC
  }

  /** What one face adds to a figure. */
  @FunctionalInterface
  interface Score {
    double of(JudgedFace face);
  }

  private final String key;
  private final String title;
  private final Unit unit;
  private final Better better;
  private final Summary summary;
  private final Score score;

  Figure(String key, String title, Unit unit, Better better, Summary summary, Score score) {
    this.key = key;
    this.title = title;
    this.unit = unit;
    this.better = better;
    this.summary = summary;
    this.score = score;
  }

  /** CS@k. */
  Figure(int years) {
    this(
        "age_cs" + years,
        "CS@" + years,
        Unit.SHARE,
        Better.HIGHER,
        Summary.MEAN,
        face -> Scores.within(face, years));
  }

  /** The name in files, such as {@code age_mae}. */
  public String key() {
    return key;
  }

  /** The name for people, such as {@code age MAE}. */
  public String title() {
    return title;
  }

  /** What it is counted in. */
  public Unit unit() {
    return unit;
  }

  /** Which of two values is the better one. */
  public Better better() {
    return better;
  }

  /** How the scores of faces make it. */
  public Summary summary() {
    return summary;
  }

  /** What a face adds to it; NaN where the face does not count, as its label is not known. */
  public double score(JudgedFace face) {
    return score.of(face);
  }

  /** CS@0 to CS@{@value #MAX_CS_YEARS}, in order. */
  public static List<Figure> cumulativeScores() {
    return CUMULATIVE_SCORES;
  }
}
