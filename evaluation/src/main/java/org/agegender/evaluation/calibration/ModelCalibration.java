package org.agegender.evaluation.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agegender.core.AtomicFile;
import org.agegender.core.Calibration;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.OnnxFile;
import org.agegender.core.Prediction;
import org.agegender.core.Progress;
import org.agegender.core.ToolVersion;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.prediction.PredictedFace;
import org.agegender.evaluation.prediction.SetPredictions;
import org.agegender.inference.FaceModel;
import org.agegender.inference.PhotoOptions;

/** Fits a calibration on the labelled faces of a prepared set and writes it into a model's file. */
public final class ModelCalibration {

  /** With fewer faces the coverage would be off by more than four points in a third of cases. */
  public static final int LEAST_FACES = 100;

  private static final long MAX_MODEL_BYTES = Integer.MAX_VALUE;

  private ModelCalibration() {}

  /**
   * Fits a calibration on a part that the network did not learn from. A calibration that the model
   * has already is left aside, but for the gender's temperature where no face has a gender label.
   *
   * @param model stays the caller's to close
   * @param set with ages to the year
   * @throws InvalidInputException if fewer than {@link #LEAST_FACES} readable faces are labelled to
   *     the year
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static CalibrationResult run(
      FaceModel model, PreparedSet set, Subset part, PhotoOptions reading, Progress progress)
      throws InterruptedException {
    SetPredictions raw =
        SetPredictions.of(model.uncalibrated(), set, List.of(part), reading, "calibrate", progress);
    double[] scores =
        raw.faces().stream()
            .filter(face -> face.label().label().isExact())
            .mapToDouble(face -> face.prediction().age().centralMass(face.label().age()))
            .toArray();
    if (scores.length < LEAST_FACES) {
      throw new InvalidInputException(
          "%s: calibration needs at least %d faces labelled to the year, found %d in the %s part"
              .formatted(set.folder(), LEAST_FACES, scores.length, part.label()));
    }
    OptionalDouble temperature = temperature(raw.faces());
    ModelMetadata before = model.metadata();
    Calibration fitted =
        new Calibration(
            ConformalMass.fit(scores, Calibration.AGE_COVERAGE),
            temperature.orElseGet(() -> otherTemperature(raw.faces(), before)),
            new Calibration.FittedOn(
                set.source(), set.hash(), part.label(), scores.length, ToolVersion.current()));
    return new CalibrationResult(
        fitted,
        temperature.isPresent(),
        figures(raw.faces(), before),
        figures(raw.faces(), before.withCalibration(fitted)),
        raw.unreadable());
  }

  private static OptionalDouble temperature(List<PredictedFace> faces) {
    List<PredictedFace> labelled =
        faces.stream().filter(face -> face.label().gender().isPresent()).toList();
    double[] logits = new double[labelled.size()];
    boolean[] male = new boolean[labelled.size()];
    for (int i = 0; i < logits.length; i++) {
      PredictedFace face = labelled.get(i);
      logits[i] = Calibration.logit(face.prediction().maleProbability());
      male[i] = face.label().gender().equals(Optional.of(Gender.MALE));
    }
    return GenderTemperature.fit(logits, male);
  }

  private static double otherTemperature(List<PredictedFace> faces, ModelMetadata before) {
    return faces.stream().anyMatch(face -> face.label().gender().isPresent())
        ? 1
        : before.calibration().map(Calibration::genderTemperature).orElse(1.0);
  }

  private static CalibrationFigures figures(List<PredictedFace> raw, ModelMetadata model) {
    return CalibrationFigures.of(
        raw.stream()
            .map(
                face -> {
                  Prediction prediction = model.calibrated(face.prediction());
                  return CalibrationFace.of(
                      face.label(), prediction, model.ageInterval(prediction.age()));
                })
            .toList());
  }

  /**
   * Writes a model's file with a calibration among its metadata; every other byte of it, and every
   * other entry, stays as it is.
   *
   * @param model as it was judged
   * @param output whole or untouched; may be the model's own file
   * @throws InvalidInputException if the model's file is another by now
   * @throws IOException if the output cannot be written
   */
  public static void write(FaceModel model, Calibration calibration, Path output)
      throws IOException {
    OnnxFile file = OnnxFile.read(model.file(), MAX_MODEL_BYTES, "give the same command again");
    if (!file.sha256().equals(model.sha256())) {
      throw new InvalidInputException(
          "%s: the file was changed while it was being calibrated; give the same command again"
              .formatted(model.file()));
    }
    SortedMap<String, String> properties = new TreeMap<>(file.properties());
    properties.keySet().removeIf(key -> key.startsWith(Calibration.PREFIX));
    properties.putAll(model.metadata().withCalibration(calibration).toProperties());
    byte[] bytes = file.withProperties(properties);
    AtomicFile.write(output, out -> out.write(bytes));
  }
}
