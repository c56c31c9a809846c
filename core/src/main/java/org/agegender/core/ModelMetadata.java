package org.agegender.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model file says of itself: written by training, read by inference. Unknown texts are
 * empty, never null. As ONNX metadata properties the entries are texts under the keys of {@link
 * #toProperties()}.
 *
 * @param network the name of the network, such as {@code resnet18}
 * @param imageSize side in pixels of the square input that the graph resizes to
 * @param cropGeometry how the faces of the training set were cropped; faces to predict are cropped
 *     the same way
 * @param flipAveraged whether the graph averages the probabilities of each picture and of its
 *     mirror image
 * @param data what the network was trained on
 * @param metrics figures at export by name, such as {@code val_age_mae}; finite
 * @param toolVersion the version of AgeGender that wrote the model
 * @param configurationHash SHA-256 in hex of the run's configuration
 * @param calibration how the network's probabilities are to be read, where that was measured
 */
public record ModelMetadata(
    String network,
    int imageSize,
    CropGeometry cropGeometry,
    boolean flipAveraged,
    TrainingData data,
    SortedMap<String, Double> metrics,
    String toolVersion,
    String configurationHash,
    Optional<Calibration> calibration) {

  /** The value of {@code format} that this version writes and reads. */
  public static final String FORMAT = "agegender-1";

  /** The value of {@code classes}: index 0 to 100 of the age head, 0 and 1 of the gender head. */
  public static final String CLASSES =
      "age=0.." + Age.MAX + ";gender=" + Gender.FEMALE.label() + "," + Gender.MALE.label();

  private static final String METRIC_PREFIX = "metric.";
  private static final int LARGEST_IMAGE_SIZE = 4096;

  /**
   * The set a network was trained on.
   *
   * @param name such as {@code utkface}
   * @param licence the terms of the data set, in words
   * @param hash SHA-256 in hex of the set's listing
   */
  public record TrainingData(String name, String licence, String hash) {}

  /**
   * Takes a copy of the metrics.
   *
   * @throws IllegalArgumentException if the network has no name, the image size is not 1..4096 or a
   *     metric is not finite
   */
  public ModelMetadata {
    if (network.isBlank()) {
      throw new IllegalArgumentException("network must not be empty");
    }
    if (imageSize < 1 || imageSize > LARGEST_IMAGE_SIZE) {
      throw new IllegalArgumentException(
          "image_size must be 1..%d, found %d".formatted(LARGEST_IMAGE_SIZE, imageSize));
    }
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "metric %s must be a finite number, found %s".formatted(name, value));
          }
        });
  }

  /** A model that was not calibrated. */
  public ModelMetadata(
      String network,
      int imageSize,
      CropGeometry cropGeometry,
      boolean flipAveraged,
      TrainingData data,
      SortedMap<String, Double> metrics,
      String toolVersion,
      String configurationHash) {
    this(
        network,
        imageSize,
        cropGeometry,
        flipAveraged,
        data,
        metrics,
        toolVersion,
        configurationHash,
        Optional.empty());
  }

  /** The same model with a calibration in place of the one it may have. */
  public ModelMetadata withCalibration(Calibration other) {
    return new ModelMetadata(
        network,
        imageSize,
        cropGeometry,
        flipAveraged,
        data,
        metrics,
        toolVersion,
        configurationHash,
        Optional.of(other));
  }

  /** What the network says of a face, with the probabilities that the calibration gives, if any. */
  public Prediction calibrated(Prediction raw) {
    return calibration.map(found -> found.correct(raw)).orElse(raw);
  }

  /**
   * The range of ages that is told of a face: the calibrated one, which holds the age of {@link
   * Calibration#AGE_COVERAGE} of faces such as those it was fitted on; without a calibration the
   * central 80 % of the network's probability.
   */
  public AgeInterval ageInterval(AgeDistribution age) {
    return age.interval(calibration.map(Calibration::ageMass).orElse(Calibration.AGE_COVERAGE));
  }

  /** The entries as texts, in alphabetical order of their keys; metrics as {@code metric.NAME}. */
  public SortedMap<String, String> toProperties() {
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("format", FORMAT);
    properties.put("network", network);
    properties.put("image_size", Integer.toString(imageSize));
    properties.put("crop_geometry", cropGeometry.text());
    properties.put("flip_averaged", Boolean.toString(flipAveraged));
    properties.put("classes", CLASSES);
    properties.put("data_set", data.name());
    properties.put("data_licence", data.licence());
    properties.put("data_hash", data.hash());
    properties.put("tool_version", toolVersion);
    properties.put("configuration_hash", configurationHash);
    metrics.forEach((name, value) -> properties.put(METRIC_PREFIX + name, value.toString()));
    calibration.ifPresent(found -> properties.putAll(found.toProperties()));
    return properties;
  }

  /**
   * Reads what {@link #toProperties()} wrote; keys it does not know are left to their owners.
   *
   * @throws InvalidInputException if an entry is missing or cannot be used; the message names the
   *     entry and not the file, which the caller knows
   */
  public static ModelMetadata ofProperties(Map<String, String> properties) {
    return new Reader(properties).read();
  }

  private record Reader(Map<String, String> properties) {

    ModelMetadata read() {
      require("format", FORMAT);
      require("classes", CLASSES);
      try {
        return new ModelMetadata(
            text("network"),
            Integer.parseInt(text("image_size")),
            CropGeometry.parse(text("crop_geometry")),
            flag("flip_averaged"),
            new TrainingData(text("data_set"), text("data_licence"), text("data_hash")),
            metrics(),
            text("tool_version"),
            text("configuration_hash"),
            Calibration.ofProperties(properties));
      } catch (NumberFormatException e) {
        throw new InvalidInputException("a number cannot be read: " + e.getMessage(), e);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(String.valueOf(e.getMessage()), e);
      }
    }

    /** False where a model was written before there was such an entry. */
    private boolean flag(String key) {
      String value = properties.getOrDefault(key, "false");
      if (!value.equals("true") && !value.equals("false")) {
        throw new InvalidInputException(
            "%s must be true or false, found '%s'".formatted(key, value));
      }
      return value.equals("true");
    }

    private SortedMap<String, Double> metrics() {
      SortedMap<String, Double> metrics = new TreeMap<>();
      properties.forEach(
          (key, value) -> {
            if (key.startsWith(METRIC_PREFIX)) {
              metrics.put(key.substring(METRIC_PREFIX.length()), Double.valueOf(value));
            }
          });
      return metrics;
    }

    private void require(String key, String wanted) {
      String found = text(key);
      if (!found.equals(wanted)) {
        throw new InvalidInputException(
            "%s must be '%s', found '%s'".formatted(key, wanted, found));
      }
    }

    private String text(String key) {
      String value = properties.get(key);
      if (value == null) {
        List<String> keys = new ArrayList<>(properties.keySet());
        Collections.sort(keys);
        throw new InvalidInputException("entry '%s' is missing, found %s".formatted(key, keys));
      }
      return value;
    }
  }
}
