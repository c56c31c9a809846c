package org.agegender.training.torch;

import java.util.List;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;

/**
 * Learning from networks that are trained already besides from labels (Hinton et al., "Distilling
 * the knowledge in a neural network", 2015, at temperature 1): the joint loss becomes {@code (1 -
 * w) * against labels + w * against teachers}, where teachers tell the mean of their probabilities
 * for the very pictures that the student sees, changed and mixed as they are (Beyer et al.,
 * "Knowledge distillation: a good teacher is patient and consistent", CVPR 2022).
 *
 * @param teachers of any input size, to which the student's pictures are resized; none: only labels
 *     teach
 * @param weight w, 0 to 1
 */
public record Distillation(List<Teacher> teachers, double weight) {

  /** Only labels teach. */
  public static final Distillation NONE = new Distillation(List.of(), 0);

  /**
   * A trained network.
   *
   * @param weights all of the architecture
   */
  public record Teacher(Architecture architecture, Map<String, WeightArray> weights) {}

  /**
   * @throws InvalidInputException if the weight is impossible
   */
  public Distillation {
    teachers = List.copyOf(teachers);
    if (!(weight >= 0 && weight <= 1)) {
      throw new InvalidInputException("weight: must be 0 to 1, found " + weight);
    }
  }
}
