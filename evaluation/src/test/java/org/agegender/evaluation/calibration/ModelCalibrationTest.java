package org.agegender.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.agegender.core.AgeInterval;
import org.agegender.core.Calibration;
import org.agegender.core.InvalidInputException;
import org.agegender.core.OnnxFile;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.core.RgbImage;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.inference.ColourModel;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;
import org.agegender.inference.Pngs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCalibrationTest {

  /** The colour model's logit of being male is {@code 100 g / 255 - 50} for a green of g. */
  private static final int LIKELY_MALE = 137;

  private static final double LOGIT = 100.0 * LIKELY_MALE / 255 - 50;

  /** A red of 51 is an age of exactly 20. */
  private static final int TWENTY = 51;

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void model() throws Exception {
    model = ColourModel.write(folder.resolve("model.onnx"));
  }

  private static RgbImage colour(int red, int green) {
    byte[] pixels = new byte[8 * 8 * RgbImage.CHANNELS];
    for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
      pixels[i] = (byte) red;
      pixels[i + 1] = (byte) green;
    }
    return new RgbImage(8, 8, pixels);
  }

  /**
   * One picture, taken for 20 years and likely male, with the labels of so many people: four of
   * five are male, and three of four are 20 years old, the others 21.
   */
  private PreparedSet set(int people) throws Exception {
    Path set = folder.resolve("set" + people);
    Pngs.write(set.resolve("a.png"), colour(TWENTY, LIKELY_MALE));
    List<String> rows = new ArrayList<>(List.of("filename,age,gender,source,identity,group"));
    for (int i = 0; i < people; i++) {
      rows.add("a.png,%d,%d,,,".formatted(i % 4 == 0 ? 21 : 20, i % 5 == 0 ? 0 : 1));
    }
    Files.write(set.resolve("val.csv"), rows);
    return PreparedSet.open(set);
  }

  /** The same picture, labelled with ages alone. */
  private PreparedSet setOfAges(int people) throws Exception {
    Path set = folder.resolve("ages" + people);
    Pngs.write(set.resolve("a.png"), colour(TWENTY, LIKELY_MALE));
    List<String> rows = new ArrayList<>(List.of("filename,age,gender,source,identity,group"));
    for (int i = 0; i < people; i++) {
      rows.add("a.png,%d,,,,".formatted(i % 4 == 0 ? 21 : 20));
    }
    Files.write(set.resolve("val.csv"), rows);
    return PreparedSet.open(set);
  }

  private CalibrationResult fit(Path file, PreparedSet set) throws Exception {
    try (FaceModel opened = FaceModel.open(file)) {
      return ModelCalibration.run(opened, set, Subset.VAL, PhotoOptions.DEFAULT, Progress.silent());
    }
  }

  @Test
  void temperatureAndMassAreThoseComputedByHand() throws Exception {
    CalibrationResult result = fit(model, set(200));
    // Four of five on the side of equal logits: the probability must become 0.8, odds of 4.
    assertThat(result.calibration().genderTemperature())
        .isCloseTo(LOGIT / Math.log(4), within(1e-4));
    assertThat(result.before().gender().expectedError())
        .isCloseTo(1 / (1 + Math.exp(-LOGIT)) - 0.8, within(1e-5));
    assertThat(result.after().gender().expectedError()).isCloseTo(0, within(1e-6));
    // The distribution around 20 is proportional to exp(-4 (age - 20)^2).
    double beyond = (Math.exp(-4) + Math.exp(-16)) / (1 + 2 * Math.exp(-4) + 2 * Math.exp(-16));
    assertThat(result.calibration().ageMass()).isCloseTo(2 * (1 - beyond) - 1, within(1e-5));
    assertThat(result.before().age().overall()).isEqualTo(new Coverage(200, 0.75, 1));
    assertThat(result.after().age().overall().covered()).isEqualTo(1);
    assertThat(result.calibration().fittedOn().faces()).isEqualTo(200);
    assertThat(result.calibration().fittedOn().part()).isEqualTo("val");
    assertThat(result.calibration().fittedOn().dataHash()).isEqualTo(set(200).hash());
    assertThat(result.toText())
        .contains("fitted on the val part of unknown: 200 faces", "0.7500   1.0000");
  }

  @Test
  void theCalibratedFilePredictsSoAndItsNetworkIsTheSame() throws Exception {
    Path output = folder.resolve("calibrated.onnx");
    Calibration fitted = fit(model, set(200)).calibration();
    RgbImage face = colour(TWENTY, LIKELY_MALE);
    Prediction before;
    try (FaceModel opened = FaceModel.open(model)) {
      ModelCalibration.write(opened, fitted, output);
      before = opened.predict(face);
    }
    try (FaceModel opened = FaceModel.open(output)) {
      assertThat(opened.metadata().calibration()).contains(fitted);
      Prediction after = opened.predict(face);
      assertThat(after.maleProbability()).isCloseTo(0.8, within(1e-6));
      assertThat(after.age()).isEqualTo(before.age());
      assertThat(opened.metadata().ageInterval(after.age()).contains(21)).isTrue();
      assertThat(opened.uncalibrated().predict(List.of(face))).containsExactly(before);
    }
    try (FaceModel opened = FaceModel.open(model)) {
      assertThat(opened.metadata().ageInterval(before.age())).isEqualTo(new AgeInterval(20, 20));
    }
    assertThat(withoutMetadata(output)).isEqualTo(withoutMetadata(model)).isNotEmpty();
  }

  /** The fields of ONNX's ModelProto but metadata_props, the 14th, as they stand in the file. */
  private static byte[] withoutMetadata(Path model) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(model));
    ByteArrayOutputStream others = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      int begin = in.position();
      int tag = number(in);
      int content = number(in);
      // Numbers are of kind 0; of kind 2 is what has a length before it.
      assertThat(tag & 7).isIn(0, 2);
      in.position(in.position() + ((tag & 7) == 2 ? content : 0));
      if (tag >> 3 != 14) {
        others.write(in.array(), begin, in.position() - begin);
      }
    }
    return others.toByteArray();
  }

  private static int number(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  @Test
  void calibratingAgainGivesTheSameFileAndKeepsTheEntriesOfOthers() throws Exception {
    OnnxFile file = OnnxFile.read(model, 1 << 30, "");
    TreeMap<String, String> properties = new TreeMap<>(file.properties());
    properties.put("author", "somebody");
    properties.put("calibration.age_mass", "0.5");
    properties.putAll(
        new TreeMap<>(
            java.util.Map.of(
                "calibration.age_coverage", "0.8",
                "calibration.gender_temperature", "3",
                "calibration.data_set", "other",
                "calibration.data_hash", "00",
                "calibration.part", "val",
                "calibration.faces", "100",
                "calibration.tool_version", "0")));
    Files.write(model, file.withProperties(properties));
    PreparedSet set = set(200);
    Path once = folder.resolve("once.onnx");
    Path twice = folder.resolve("twice.onnx");
    try (FaceModel opened = FaceModel.open(model)) {
      ModelCalibration.write(opened, fit(model, set).calibration(), once);
    }
    try (FaceModel opened = FaceModel.open(once)) {
      ModelCalibration.write(opened, fit(once, set).calibration(), twice);
    }
    assertThat(Files.readAllBytes(twice)).isEqualTo(Files.readAllBytes(once));
    assertThat(OnnxFile.read(once, 1 << 30, "").properties())
        .containsEntry("author", "somebody")
        .containsEntry("calibration.faces", "200")
        .containsEntry("calibration.data_set", "unknown");
  }

  @Test
  void withoutLabelsOfTheGenderItsTemperatureStays() throws Exception {
    Path calibrated = folder.resolve("calibrated.onnx");
    Calibration earlier = fit(model, set(200)).calibration();
    try (FaceModel opened = FaceModel.open(model)) {
      ModelCalibration.write(opened, earlier, calibrated);
    }
    CalibrationResult again = fit(calibrated, setOfAges(120));
    assertThat(again.calibration().genderTemperature()).isEqualTo(earlier.genderTemperature());
    assertThat(again.calibration().fittedOn().faces()).isEqualTo(120);
    assertThat(again.toText())
        .contains("as it was: no face is labelled with a gender")
        .doesNotContain("NaN", "gender:");
    assertThat(fit(model, setOfAges(120)).calibration().genderTemperature()).isEqualTo(1);
  }

  @Test
  void theNumbersOfTheTextAreThoseOfNoCountry() throws Exception {
    CalibrationResult result = fit(model, set(200));
    String text = result.toText();
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(result.toText()).isEqualTo(text).contains("temperature of the gender 2.687");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void tooFewFacesAreRefused() throws Exception {
    assertThatThrownBy(() -> fit(model, set(99)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least 100 faces labelled to the year, found 99 in the val part");
  }

  @Test
  void aFileThatChangedMeanwhileIsNotWritten() throws Exception {
    Path output = folder.resolve("calibrated.onnx");
    Calibration fitted = fit(model, set(200)).calibration();
    try (FaceModel opened = FaceModel.open(model)) {
      OnnxFile file = OnnxFile.read(model, 1 << 30, "");
      Files.write(model, file.withProperties(new TreeMap<>()));
      assertThatThrownBy(() -> ModelCalibration.write(opened, fitted, output))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("was changed while it was being calibrated");
    }
    assertThat(output).doesNotExist();
  }
}
