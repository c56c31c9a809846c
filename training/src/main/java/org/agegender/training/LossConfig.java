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
 * @param meanWeight see {@link AgeLoss.MeanVariance}
 * @param varianceWeight see {@link AgeLoss.MeanVariance}
 */
public record LossConfig(
    String age,
    double ageWeight,
    double genderWeight,
    double genderSmoothing,
    double sigma,
    double expectationWeight,
    double meanWeight,
    double varianceWeight) {

  private static final String CROSS_ENTROPY = "cross-entropy";
  private static final String LABEL_DISTRIBUTION = "label-distribution";
  private static final String MEAN_VARIANCE = "mean-variance";
  private static final String ORDINAL = "ordinal";
  private static final String REGRESSION = "regression";
  private static final List<String> NAMES =
      List.of(CROSS_ENTROPY, LABEL_DISTRIBUTION, MEAN_VARIANCE, ORDINAL, REGRESSION);

  /**
   * @throws InvalidInputException if a value is impossible
   */
  public LossConfig {
    AgeLoss.LabelDistribution labelDistribution =
        new AgeLoss.LabelDistribution(sigma, expectationWeight);
    AgeLoss.MeanVariance meanVariance = new AgeLoss.MeanVariance(meanWeight, varianceWeight);
    new LossOptions(
        ageLoss(age, labelDistribution, meanVariance), ageWeight, genderWeight, genderSmoothing);
  }

  /** The names of all age losses, separated by commas. */
  public static String names() {
    return String.join(", ", NAMES);
  }

  LossOptions options() {
    AgeLoss ageLoss =
        ageLoss(
            age,
            new AgeLoss.LabelDistribution(sigma, expectationWeight),
            new AgeLoss.MeanVariance(meanWeight, varianceWeight));
    return new LossOptions(ageLoss, ageWeight, genderWeight, genderSmoothing);
  }

  private static AgeLoss ageLoss(
      String name, AgeLoss.LabelDistribution labelDistribution, AgeLoss.MeanVariance meanVariance) {
    return switch (name) {
      case CROSS_ENTROPY -> new AgeLoss.CrossEntropy();
      case LABEL_DISTRIBUTION -> labelDistribution;
      case MEAN_VARIANCE -> meanVariance;
      case ORDINAL -> new AgeLoss.Ordinal();
      case REGRESSION -> new AgeLoss.Regression();
      default ->
          throw new InvalidInputException(
              "age: must be one of %s, found '%s'".formatted(names(), name));
    };
  }
}
