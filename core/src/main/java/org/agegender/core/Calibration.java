package org.agegender.core;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the probabilities of a network are to be read so that they mean what they say, fitted on
 * labelled faces that the network did not learn from. It changes neither the predicted age, which
 * stays the expected value, nor the predicted gender.
 *
 * @param ageMass the mass of the network's age distribution whose central interval holds the age of
 *     {@link #AGE_COVERAGE} of all faces: the quantile of split conformal prediction (Vovk,
 *     Gammerman, Shafer: "Algorithmic Learning in a Random World", 2005; Chernozhukov et al., PNAS
 *     2021), above 0, at most 1
 * @param genderTemperature what the logit of the gender is divided by (Guo et al., "On Calibration
 *     of Modern Neural Networks", ICML 2017); above 1 where the network was too sure; {@link
 *     #LOWEST_TEMPERATURE} to {@link #HIGHEST_TEMPERATURE}
 * @param fittedOn the faces it was fitted on
 */
public record Calibration(double ageMass, double genderTemperature, FittedOn fittedOn) {

  /** The share of faces whose age the interval is meant to hold. */
  public static final double AGE_COVERAGE = 0.8;

  public static final double LOWEST_TEMPERATURE = 0.1;
  public static final double HIGHEST_TEMPERATURE = 10;

  /** All entries of a calibration begin so; a file's other entries do not. */
  public static final String PREFIX = "calibration.";

  private static final String AGE_MASS = PREFIX + "age_mass";
  private static final String COVERAGE = PREFIX + "age_coverage";
  private static final String TEMPERATURE = PREFIX + "gender_temperature";
  private static final String DATA_SET = PREFIX + "data_set";
  private static final String DATA_HASH = PREFIX + "data_hash";
  private static final String PART = PREFIX + "part";
  private static final String FACES = PREFIX + "faces";
  private static final String TOOL_VERSION = PREFIX + "tool_version";

  /** Half of the step between 1 and the next smaller float: below it a probability is 0 or 1. */
  private static final double SMALLEST_PROBABILITY = 0x1p-25;

  /**
   * The faces of a calibration.
   *
   * @param dataSet such as {@code utkface}
   * @param dataHash SHA-256 in hex of the prepared set
   * @param part {@code train}, {@code val} or {@code test}
   * @param faces how many, at least 1
   * @param toolVersion the version of AgeGender that fitted
   */
  public record FittedOn(
      String dataSet, String dataHash, String part, int faces, String toolVersion) {

    /**
     * @throws IllegalArgumentException if there are no faces
     */
    public FittedOn {
      if (faces < 1) {
        throw new IllegalArgumentException(
            "a calibration must be fitted on at least 1 face, found " + faces);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Calibration {
    if (!(ageMass > 0 && ageMass <= 1)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and at most 1, found %s".formatted(AGE_MASS, ageMass));
    }
    if (!(genderTemperature >= LOWEST_TEMPERATURE && genderTemperature <= HIGHEST_TEMPERATURE)) {
      throw new IllegalArgumentException(
          "%s must be %s..%s, found %s"
              .formatted(TEMPERATURE, LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE, genderTemperature));
    }
  }

  /**
   * What a raw prediction of the network means: the age as it is, the probability of the gender at
   * this temperature.
   */
  public Prediction correct(Prediction raw) {
    double male = 1 / (1 + Math.exp(-logit(raw.maleProbability()) / genderTemperature));
    return new Prediction(raw.age(), male);
  }

  /**
   * The logit of a probability, {@code ln(p / (1 - p))}. What a float cannot tell from 0 or 1 is
   * taken to be half a step from it, so that the logit is finite: about 17.3 at most.
   */
  public static double logit(double probability) {
    double p = Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, probability));
    return Math.log(p / (1 - p));
  }

  SortedMap<String, String> toProperties() {
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put(AGE_MASS, Double.toString(ageMass));
    properties.put(COVERAGE, Double.toString(AGE_COVERAGE));
    properties.put(TEMPERATURE, Double.toString(genderTemperature));
    properties.put(DATA_SET, fittedOn.dataSet());
    properties.put(DATA_HASH, fittedOn.dataHash());
    properties.put(PART, fittedOn.part());
    properties.put(FACES, Integer.toString(fittedOn.faces()));
    properties.put(TOOL_VERSION, fittedOn.toolVersion());
    return properties;
  }

  /**
   * Empty where no entry is one of a calibration.
   *
   * @throws InvalidInputException if some are there and others missing, or one is for another
   *     coverage
   * @throws IllegalArgumentException if a number cannot be used
   */
  static Optional<Calibration> ofProperties(Map<String, String> properties) {
    if (properties.keySet().stream().noneMatch(key -> key.startsWith(PREFIX))) {
      return Optional.empty();
    }
    String coverage = text(properties, COVERAGE);
    if (Double.parseDouble(coverage) != AGE_COVERAGE) {
      throw new InvalidInputException(
          "%s must be %s, found %s".formatted(COVERAGE, AGE_COVERAGE, coverage));
    }
    return Optional.of(
        new Calibration(
            Double.parseDouble(text(properties, AGE_MASS)),
            Double.parseDouble(text(properties, TEMPERATURE)),
            new FittedOn(
                text(properties, DATA_SET),
                text(properties, DATA_HASH),
                text(properties, PART),
                Integer.parseInt(text(properties, FACES)),
                text(properties, TOOL_VERSION))));
  }

  private static String text(Map<String, String> properties, String key) {
    String value = properties.get(key);
    if (value == null) {
      throw new InvalidInputException(
          "entry '%s' is missing among those of a calibration".formatted(key));
    }
    return value;
  }
}
