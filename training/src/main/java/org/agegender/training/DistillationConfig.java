package org.agegender.training;

import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.training.torch.Distillation;

/**
 * Who teaches besides the labels.
 *
 * @param teachers folders of runs, whose best weights are taken, checkpoints or exported models;
 *     none: nobody
 * @param weight see {@link Distillation}
 */
public record DistillationConfig(List<String> teachers, double weight) {

  private static final int MOST_TEACHERS = 8;

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public DistillationConfig {
    if (teachers.size() > MOST_TEACHERS
        || teachers.stream().anyMatch(name -> name == null || name.isBlank())) {
      throw new InvalidInputException(
          "teachers: must be at most %d runs, checkpoints or models, found %s"
              .formatted(MOST_TEACHERS, teachers));
    }
    teachers = List.copyOf(teachers);
    new Distillation(List.of(), weight);
  }
}
