package org.agegender.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.FoldedSet;
import org.agegender.dataset.Subset;
import org.agegender.inference.FaceModel;

/** Judges a model for each fold of a set: model k on the part of fold k. */
public final class FoldsEvaluation {

  private FoldsEvaluation() {}

  /**
   * Judges the models one after the other.
   *
   * @param models a file or the folder of a run for each fold, in their order
   * @param set the folds
   * @param subset which part of each fold, usually {@link Subset#TEST}
   * @param progress is told of each face
   * @throws InvalidInputException if there is not one model for each fold, or one cannot be judged
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static FoldsResult run(
      List<Path> models, FoldedSet set, Subset subset, EvaluationOptions options, Progress progress)
      throws InterruptedException {
    if (models.size() != set.folds().size()) {
      throw new InvalidInputException(
          "%s: has %d folds, each needs the model trained on it, in their order; found %d models"
              .formatted(set.folder(), set.folds().size(), models.size()));
    }
    List<EvaluationResult> results = new ArrayList<>();
    for (int fold = 0; fold < models.size(); fold++) {
      try (FaceModel model = FaceModel.open(models.get(fold))) {
        results.add(Evaluation.run(model, set.folds().get(fold), subset, options, progress));
      }
    }
    return new FoldsResult(set.folder().toString(), results);
  }
}
