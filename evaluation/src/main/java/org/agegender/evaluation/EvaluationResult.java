package org.agegender.evaluation;

import java.util.List;
import org.agegender.core.Calibration;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.calibration.CalibrationFace;
import org.agegender.evaluation.calibration.CalibrationFigures;
import org.agegender.evaluation.figures.SetFigures;

/**
 * What came of judging a model on a part of a prepared set.
 *
 * @param faces all that could be read, in the set's order, at least one
 * @param figures of these faces
 * @param failures faces whose pictures could not be read; they are in no figure
 * @param model what was judged
 * @param flip whether predictions were averaged over each picture and its mirror image
 * @param data what it was judged on
 * @param toolVersion the version of AgeGender that judged
 */
public record EvaluationResult(
    List<JudgedFace> faces,
    SetFigures figures,
    List<Failure> failures,
    Model model,
    boolean flip,
    Data data,
    String toolVersion) {

  /**
   * A face left out.
   *
   * @param filename as in the set
   * @param error one line: why
   */
  public record Failure(String filename, String error) {}

  /**
   * The model judged.
   *
   * @param file as the user named it or found in the run named
   * @param sha256 of the file, in hex
   * @param metadata what the file says of itself
   */
  public record Model(String file, String sha256, ModelMetadata metadata) {}

  /**
   * The set judged on.
   *
   * @param folder as the user named it
   * @param source the data set it was made from
   * @param subset the part
   * @param faces how many faces the part has, read or not
   * @param hash of the set, in hex
   * @param licence the terms of the data set; empty if unknown
   * @param cropGeometry where the faces lie in its pictures
   */
  public record Data(
      String folder,
      String source,
      Subset subset,
      int faces,
      String hash,
      String licence,
      CropGeometry cropGeometry) {}

  /** Takes copies of the lists. */
  public EvaluationResult {
    faces = List.copyOf(faces);
    failures = List.copyOf(failures);
  }

  /** Whether the model's probabilities mean what they say on these faces. */
  public CalibrationFigures calibration() {
    return CalibrationFigures.of(
        faces.stream().map(face -> CalibrationFace.of(face, model.metadata())).toList());
  }

  /**
   * Whether the model was calibrated on the very part judged, which flatters {@link #calibration}.
   */
  public boolean calibratedOnTheseFaces() {
    return model
        .metadata()
        .calibration()
        .map(Calibration::fittedOn)
        .filter(
            fitted ->
                fitted.dataHash().equals(data.hash())
                    && fitted.part().equals(data.subset().label()))
        .isPresent();
  }

  /**
   * Whether the set's faces were cropped as those that the model was trained on; if not, the
   * figures say little about the model.
   */
  public boolean cropsAgree() {
    return data.cropGeometry().showsSameAs(model.metadata().cropGeometry());
  }

  /** What to know where {@link #cropsAgree} is false: one line. */
  public String cropsDisagree() {
    return "%s: the set's faces were cropped by '%s', those the model was trained on by '%s'; for"
            .formatted(
                data.folder(), data.cropGeometry().text(), model.metadata().cropGeometry().text())
        + " figures that count, prepare the set as the model's was";
  }
}
