package org.agegender.training;

import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.Figures;
import org.agegender.core.metrics.FiguresAccumulator;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.dataset.batch.Batch;
import org.agegender.dataset.batch.BatchLoader;
import org.agegender.dataset.batch.Epoch;
import org.agegender.training.torch.EvaluatedBatch;
import org.agegender.training.torch.StepLosses;
import org.agegender.training.torch.TrainingEngine;

/**
 * The losses and figures of a whole part of a set.
 *
 * @param losses means over its faces
 * @param figures of its faces
 */
record Validation(StepLosses losses, Figures figures) {

  /** What a run is watched by. */
  private static final List<Figure> WATCHED =
      List.of(
          Figure.AGE_MAE,
          Figure.AGE_RMSE,
          Figure.AGE_CS5,
          Figure.AGE_EXACT,
          Figure.GENDER_ACCURACY);

  /** Judges every face of {@code loader} once. */
  static Validation of(TrainingEngine engine, BatchLoader loader) {
    FiguresAccumulator accumulator = new FiguresAccumulator(WATCHED);
    StepLosses sums = StepLosses.ZERO;
    long faces = 0;
    try (Epoch epoch = loader.epoch(0, 0)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          EvaluatedBatch evaluated = engine.evaluate(batch.pixels(), batch.ages(), batch.genders());
          sums = sums.plus(evaluated.losses(), batch.size());
          faces += batch.size();
          for (int i = 0; i < batch.size(); i++) {
            accumulator.add(new JudgedFace(label(batch, i), evaluated.predictions().get(i)));
          }
        }
      }
    }
    return new Validation(sums.over(faces), accumulator.figures());
  }

  /** What a batch tells of a face. */
  private static LabelledFace label(Batch batch, int index) {
    Age age = new Age(batch.ages()[index]);
    return new LabelledFace("", age, Gender.ofCode(batch.genders()[index]), "", "", "");
  }
}
