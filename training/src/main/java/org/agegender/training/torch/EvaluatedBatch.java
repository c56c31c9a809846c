package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Gender;
import org.agegender.core.Prediction;
import org.bytedeco.pytorch.Tensor;

/**
 * What the network says of a batch, in evaluation mode.
 *
 * @param losses against the labels
 * @param predictions one for each picture, in order
 */
public record EvaluatedBatch(StepLosses losses, List<Prediction> predictions) {
  /** Takes a copy of the list. */
  public EvaluatedBatch {
    predictions = List.copyOf(predictions);
  }

  /**
   * Reads the predictions from tensors.
   *
   * @param ages probabilities {@code [N, 101]}
   * @param genders probabilities {@code [N, 2]}
   * @throws NotFiniteException if one is infinite or not a number
   */
  static EvaluatedBatch of(StepLosses losses, Tensor ages, Tensor genders) {
    float[] ageValues = TorchWeights.array(ages).values();
    float[] genderValues = TorchWeights.array(genders).values();
    requireFinite(ageValues);
    requireFinite(genderValues);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < genderValues.length / Gender.CLASSES; i++) {
      int first = i * Age.CLASSES;
      float[] distribution = Arrays.copyOfRange(ageValues, first, first + Age.CLASSES);
      float male = genderValues[i * Gender.CLASSES + Gender.MALE.code()];
      predictions.add(new Prediction(AgeDistribution.of(distribution), male));
    }
    return new EvaluatedBatch(losses, predictions);
  }

  private static void requireFinite(float[] probabilities) {
    for (float probability : probabilities) {
      if (!Float.isFinite(probability)) {
        throw new NotFiniteException("the network gives a probability of " + probability);
      }
    }
  }
}
