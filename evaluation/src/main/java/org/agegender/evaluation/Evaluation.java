package org.agegender.evaluation;

import java.util.List;
import java.util.Optional;
import org.agegender.core.AgeBins;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.ToolVersion;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.SetFigures;
import org.agegender.evaluation.prediction.SetPredictions;
import org.agegender.inference.FaceModel;
import org.agegender.inference.FaceNetwork;
import org.agegender.inference.FlipAveraging;

/** Judges a model on the labelled faces of a prepared set. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * Predicts each face of a part, without augmentation, and compares with its labels. The same
   * model and set give the same figures, however pictures are read.
   *
   * @param model stays the caller's to close
   * @param set where the faces are
   * @param subset which part; it must have faces
   * @param progress is told of each face
   * @throws InvalidInputException if the part has no faces, or none of its pictures can be read
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static EvaluationResult run(
      FaceModel model, PreparedSet set, Subset subset, EvaluationOptions options, Progress progress)
      throws InterruptedException {
    FaceNetwork network = options.flip() ? FlipAveraging.of(model) : model;
    SetPredictions seen =
        SetPredictions.of(network, set, List.of(subset), options.reading(), "evaluate", progress);
    List<JudgedFace> judged = judged(seen, set.ageBins());
    return new EvaluationResult(
        judged,
        SetFigures.of(judged, Bootstrap.DEFAULT),
        failures(seen),
        new EvaluationResult.Model(model.file().toString(), model.sha256(), model.metadata()),
        options.flip() || model.metadata().flipAveraged(),
        data(set, subset),
        ToolVersion.current());
  }

  private static List<JudgedFace> judged(SetPredictions seen, Optional<AgeBins> bins) {
    return seen.faces().stream()
        .map(face -> new JudgedFace(face.label(), face.prediction(), bins))
        .toList();
  }

  private static List<EvaluationResult.Failure> failures(SetPredictions seen) {
    return seen.failures().stream()
        .map(failed -> new EvaluationResult.Failure(failed.label().filename(), failed.error()))
        .toList();
  }

  private static EvaluationResult.Data data(PreparedSet set, Subset subset) {
    return new EvaluationResult.Data(
        set.folder().toString(),
        set.source(),
        subset,
        set.records(subset).size(),
        set.hash(),
        set.licence().orElse(""),
        set.cropGeometry());
  }
}
