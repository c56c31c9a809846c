package org.agegender.training;

import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.training.torch.AgeLoss;
import org.agegender.training.torch.LossOptions;

/**
 * The loss of a run. Settings of losses that are not chosen are checked all the same.
 *
 * @param age the name of the age loss, one of {@link #names()}
 * @param ageWeight see {@link LossOptions}
 * @param genderWeight see {@link LossOptions}
 * @param genderSmoothing see {@link LossOptions}
 * @param sigma see {@link AgeLoss.LabelDistribution}
 * @param expectationWeight see {@link AgeLoss.LabelDistribution}
 */
public record LossConfig(
    String age,
    double ageWeight,
    double genderWeight,
    double genderSmoothing,
    double sigma,
    double expectationWeight) {

  private static final String CROSS_ENTROPY = "cross-entropy";
  private static final String LABEL_DISTRIBUTION = "label-distribution";
  private static final List<String> NAMES = List.of(CROSS_ENTROPY, LABEL_DISTRIBUTION);

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public LossConfig {
    new LossOptions(
        ageLoss(age, sigma, expectationWeight), ageWeight, genderWeight, genderSmoothing);
  }

  /** The names of all age losses, separated by commas. */
  public static String names() {
    return String.join(", ", NAMES);
  }

  LossOptions options() {
    return new LossOptions(
        ageLoss(age, sigma, expectationWeight), ageWeight, genderWeight, genderSmoothing);
  }

  private static AgeLoss ageLoss(String name, double sigma, double expectationWeight) {
    AgeLoss.LabelDistribution labelDistribution =
        new AgeLoss.LabelDistribution(sigma, expectationWeight);
    return switch (name) {
      case CROSS_ENTROPY -> new AgeLoss.CrossEntropy();
      case LABEL_DISTRIBUTION -> labelDistribution;
      default ->
          throw new InvalidInputException(
              "age: must be one of %s, found '%s'".formatted(names(), name));
    };
  }
}
