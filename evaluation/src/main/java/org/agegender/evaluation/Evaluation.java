package org.agegender.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.agegender.core.AgeBins;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.core.ToolVersion;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.evaluation.figures.Bootstrap;
import org.agegender.evaluation.figures.SetFigures;
import org.agegender.inference.FaceModel;
import org.agegender.inference.FaceNetwork;
import org.agegender.inference.FlipAveraging;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.inference.PictureOutcome;

/** Judges a model on the labelled faces of a prepared set. */
public final class Evaluation {

  private final List<JudgedFace> judged = new ArrayList<>();
  private final List<EvaluationResult.Failure> failures = new ArrayList<>();

  private final Optional<AgeBins> bins;

  private Evaluation(Optional<AgeBins> bins) {
    this.bins = bins;
  }

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
    List<LabelledFace> faces = set.records(subset);
    Evaluation evaluation = new Evaluation(set.ageBins());
    try (Progress.Task task = progress.start("evaluate", faces.size())) {
      FaceNetwork network = options.flip() ? FlipAveraging.of(model) : model;
      evaluation.judge(PhotoAnalyzer.ofWholePictures(network, options.reading()), set, faces, task);
    }
    boolean flip = options.flip() || model.metadata().flipAveraged();
    EvaluationResult.Data data =
        new EvaluationResult.Data(
            set.folder().toString(),
            set.source(),
            subset,
            faces.size(),
            set.hash(),
            set.licence().orElse(""),
            set.cropGeometry());
    return evaluation.result(model, flip, data);
  }

  private void judge(
      PhotoAnalyzer analyzer, PreparedSet set, List<LabelledFace> faces, Progress.Task task)
      throws InterruptedException {
    List<Path> pictures = faces.stream().map(set::picture).toList();
    Iterator<LabelledFace> labels = faces.iterator();
    analyzer.analyzeAll(
        pictures,
        outcome -> {
          add(labels.next(), outcome);
          task.advance(1);
        });
  }

  private void add(LabelledFace label, PictureOutcome outcome) {
    if (outcome instanceof PictureOutcome.Analysed analysed) {
      judged.add(new JudgedFace(label, analysed.faces().get(0).prediction(), bins));
    } else if (outcome instanceof PictureOutcome.Unreadable unreadable) {
      failures.add(new EvaluationResult.Failure(label.filename(), unreadable.error()));
    }
  }

  private EvaluationResult result(FaceModel model, boolean flip, EvaluationResult.Data data) {
    if (failures.size() == data.faces()) {
      throw new InvalidInputException(
          "%s: none of the %d pictures of the %s part can be read; the first: %s"
              .formatted(
                  data.folder(), data.faces(), data.subset().label(), failures.get(0).error()));
    }
    return new EvaluationResult(
        judged,
        SetFigures.of(judged, Bootstrap.DEFAULT),
        failures,
        new EvaluationResult.Model(model.file().toString(), model.sha256(), model.metadata()),
        flip,
        data,
        ToolVersion.current());
  }
}
