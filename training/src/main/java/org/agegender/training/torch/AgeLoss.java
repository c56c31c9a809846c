package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;
import org.agegender.training.network.AgeCoding;

/**
 * What training minimises in the age head. Every loss is a mean over the faces of a batch and is
 * computed in 32-bit floats, whatever the precision of the network.
 */
public sealed interface AgeLoss {

  /** Calls the method of {@code visitor} for this loss. */
  <R> R accept(Visitor<R> visitor);

  /** What this loss wants the age head to give. */
  default AgeCoding coding() {
    return new AgeCoding.Classes();
  }

  /**
   * What is to be done for each loss; a new one does not compile until every visitor knows it.
   *
   * @param <R> what comes out
   */
  interface Visitor<R> {
    /** For {@link CrossEntropy}. */
    R visit(CrossEntropy loss);

    /** For {@link LabelDistribution}. */
    R visit(LabelDistribution loss);

    /** For {@link MeanVariance}. */
    R visit(MeanVariance loss);

    /** For {@link Ordinal}. */
    R visit(Ordinal loss);

    /** For {@link Regression}. */
    R visit(Regression loss);
  }

  /**
   * Cross-entropy over 101 classes, {@code -ln p_y}; the age that is told is the expected value of
   * the softmax (Rothe et al., "DEX: Deep EXpectation of apparent age from a single image", ICCV
   * workshops 2015).
   */
  record CrossEntropy() implements AgeLoss {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Label distribution learning with expectation regression, {@code KL(d || p) + w |E[p] - y|},
   * where {@code d} is a normal distribution around the age {@code y}, made to sum to 1 over 0 to
   * 100 (Gao et al., "Age estimation using expectation of label distribution learning", IJCAI 2018,
   * called DLDL-v2).
   *
   * @param sigma standard deviation of the distribution in years; the paper's is 2
   * @param expectationWeight w, for each year of error; the paper's is 1
   */
  record LabelDistribution(double sigma, double expectationWeight) implements AgeLoss {

    private static final double LARGEST_SIGMA = 50;

    /**
     * @throws InvalidInputException if a value is impossible
     */
    public LabelDistribution {
      if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
        throw new InvalidInputException(
            "sigma: must be more than 0 and at most 50, found " + sigma);
      }
      requireWeight("expectation-weight", expectationWeight);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Mean-variance loss, {@code -ln p_y + m (E[p] - y)^2 / 2 + v Var[p]}: besides the cross-entropy,
   * the mean of the distribution shall be near the age and its variance small (Pan et al.,
   * "Mean-variance loss for deep age estimation from a face", CVPR 2018).
   *
   * @param meanWeight m; the paper's is 0.2
   * @param varianceWeight v; the paper's is 0.05
   */
  record MeanVariance(double meanWeight, double varianceWeight) implements AgeLoss {

    /**
     * @throws InvalidInputException if a value is impossible
     */
    public MeanVariance {
      requireWeight("mean-weight", meanWeight);
      requireWeight("variance-weight", varianceWeight);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Ordinal regression, called CORAL: the sum over k from 0 to 99 of the binary cross-entropy of
   * "older than k", where all k share the weights and differ in their bias only (Cao et al., "Rank
   * consistent ordinal regression for neural networks with application to age estimation", Pattern
   * Recognition Letters 140, 2020, with all task weights 1).
   *
   * <p>The paper counts the ranks of probability above one half, which gives the median in whole
   * years; here the age is the expected value as with all losses, the sum of the probabilities.
   */
  record Ordinal() implements AgeLoss {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public AgeCoding coding() {
      return new AgeCoding.Ranks();
    }
  }

  /**
   * Regression of one number, the baseline: the error in years, less half a year, and half its
   * square within one year (Girshick, "Fast R-CNN", ICCV 2015, equation 3, there called smooth L1).
   */
  record Regression() implements AgeLoss {

    /** Up to here the loss is a parabola, in years. */
    public static final double SMOOTH_YEARS = 1;

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public AgeCoding coding() {
      return AgeCoding.Value.UNTRIED;
    }
  }

  private static void requireWeight(String name, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(name + ": must be 0 or more, found " + weight);
    }
  }
}
