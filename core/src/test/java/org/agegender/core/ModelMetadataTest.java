package org.agegender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
