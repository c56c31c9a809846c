package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelMetadataTest {

  private static ModelMetadata example() {
    return new ModelMetadata(
        "tutorial",
        64,
        CropGeometry.WHOLE,
        true,
        new ModelMetadata.TrainingData("utkface", "non-commercial research only", "ab12"),
        new TreeMap<>(Map.of("val_age_mae", 6.5, "epoch", 3.0)),
        "0.1.0",
        "cd34");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(ModelMetadata.ofProperties(example().toProperties())).isEqualTo(example());
  }

  @Test
  void entriesAreTextsUnderTheirKeys() {
    assertThat(example().toProperties())
        .containsEntry("format", "agegender-1")
        .containsEntry("image_size", "64")
        .containsEntry("classes", "age=0..100;gender=female,male")
        .containsEntry("metric.val_age_mae", "6.5")
        .containsEntry("metric.epoch", "3.0")
        .containsEntry("flip_averaged", "true")
        .hasSize(13);
  }

  /** Persian has digits of its own, which {@code %d} takes. */
  @Test
  void entriesAreTheSameWhereDigitsAreOthers() throws Exception {
    Process persian =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=fa",
                "-Duser.country=IR",
                "-cp",
                System.getProperty("java.class.path"),
                Entries.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String[] said = persian.inputReader(StandardCharsets.US_ASCII).readLine().split(" ", 2);
      assertThat(said[0]).as("the locale's digits were at work").isNotEqualTo("100");
      assertThat(said[1]).isEqualTo(new TreeMap<>(example().toProperties()).toString());
    } finally {
      persian.destroyForcibly();
    }
  }

  /** Says how the locale writes 100, and the entries of the example. */
  static final class Entries {

    private Entries() {}

    public static void main(String[] args) {
      System.out.println("%d".formatted(100) + " " + new TreeMap<>(example().toProperties()));
    }
  }

  private static Calibration calibration() {
    return new Calibration(
        0.71, 1.25, new Calibration.FittedOn("utkface", "ef56", "val", 2076, "0.2.0"));
  }

  @Test
  void aCalibrationIsWrittenAndReadBack() {
    ModelMetadata calibrated = example().withCalibration(calibration());
    assertThat(calibrated.toProperties())
        .containsAllEntriesOf(example().toProperties())
        .containsEntry("calibration.age_mass", "0.71")
        .containsEntry("calibration.age_coverage", "0.8")
        .containsEntry("calibration.gender_temperature", "1.25")
        .containsEntry("calibration.data_set", "utkface")
        .containsEntry("calibration.data_hash", "ef56")
        .containsEntry("calibration.part", "val")
        .containsEntry("calibration.faces", "2076")
        .containsEntry("calibration.tool_version", "0.2.0")
        .hasSize(21);
    assertThat(ModelMetadata.ofProperties(calibrated.toProperties())).isEqualTo(calibrated);
  }

  @Test
  void theAgeIntervalHasTheCalibratedMassOrElseFourFifths() {
    float[] probabilities = new float[Age.CLASSES];
    probabilities[20] = 0.125f;
    probabilities[30] = 0.75f;
    probabilities[60] = 0.125f;
    AgeDistribution age = AgeDistribution.of(probabilities);
    assertThat(example().ageInterval(age)).isEqualTo(new AgeInterval(20, 60));
    assertThat(example().withCalibration(calibration()).ageInterval(age))
        .isEqualTo(new AgeInterval(30, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "calibration.age_mass, 0, calibration.age_mass must be above 0 and at most 1",
    "calibration.age_mass, 1.5, calibration.age_mass must be above 0 and at most 1",
    "calibration.age_mass, NaN, calibration.age_mass must be above 0 and at most 1",
    "calibration.age_mass, much, much",
    "calibration.age_coverage, 0.9, calibration.age_coverage must be 0.8",
    "calibration.gender_temperature, 0, calibration.gender_temperature must be 0.1..10.0",
    "calibration.gender_temperature, 11, calibration.gender_temperature must be 0.1..10.0",
    "calibration.faces, 0, a calibration must be fitted on at least 1 face",
    "calibration.data_hash, , entry 'calibration.data_hash' is missing"
  })
  void anImpossibleCalibrationIsRefused(String key, String value, String message) {
    Map<String, String> wrong =
        new TreeMap<>(example().withCalibration(calibration()).toProperties());
    if (value == null) {
      wrong.remove(key);
    } else {
      wrong.put(key, value);
    }
    assertThatThrownBy(() -> ModelMetadata.ofProperties(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknownEntriesAreNoObstacle() {
    Map<String, String> more = new TreeMap<>(example().toProperties());
    more.put("author", "somebody");
    assertThat(ModelMetadata.ofProperties(more)).isEqualTo(example());
  }

  @Test
  void aModelOfBeforeThereWasFlipAveragingHasNone() {
    Map<String, String> older = new TreeMap<>(example().toProperties());
    older.remove("flip_averaged");
    assertThat(ModelMetadata.ofProperties(older).flipAveraged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "classes",
        "network",
        "image_size",
        "crop_geometry",
        "data_set",
        "data_licence",
        "data_hash",
        "tool_version",
        "configuration_hash"
      })
  void aMissingEntryIsRefusedByName(String key) {
    Map<String, String> less = new TreeMap<>(example().toProperties());
    less.remove(key);
    assertThatThrownBy(() -> ModelMetadata.ofProperties(less))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'" + key + "' is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "format, agegender-2, format must be",
    "classes, age=0..9, classes must be",
    "image_size, big, big",
    "image_size, 0, image_size must be 1..4096",
    "image_size, 5000, image_size must be 1..4096",
    "metric.val_age_mae, NaN, metric val_age_mae must be a finite number",
    "flip_averaged, yes, flip_averaged must be true or false",
    "network, '', network must not be empty"
  })
  void anImpossibleEntryIsRefused(String key, String value, String message) {
    Map<String, String> wrong = new TreeMap<>(example().toProperties());
    wrong.put(key, value);
    assertThatThrownBy(() -> ModelMetadata.ofProperties(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
