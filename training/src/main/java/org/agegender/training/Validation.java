package org.agegender.training;

import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.Prediction;
import org.agegender.core.metrics.Figures;
import org.agegender.core.metrics.FiguresAccumulator;
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

  /** Judges every face of {@code loader} once. */
  static Validation of(TrainingEngine engine, BatchLoader loader) {
    FiguresAccumulator accumulator = new FiguresAccumulator();
    StepLosses sums = StepLosses.ZERO;
    long faces = 0;
    try (Epoch epoch = loader.epoch(0, 0)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          EvaluatedBatch evaluated = engine.evaluate(batch.pixels(), batch.ages(), batch.genders());
          sums = sums.plus(evaluated.losses(), batch.size());
          faces += batch.size();
          for (int i = 0; i < batch.size(); i++) {
            Prediction prediction = evaluated.predictions().get(i);
            accumulator.add(
                new Age(batch.ages()[i]),
                Optional.of(Gender.ofCode(batch.genders()[i])),
                prediction);
          }
        }
      }
    }
    return new Validation(sums.over(faces), accumulator.figures());
  }
}
