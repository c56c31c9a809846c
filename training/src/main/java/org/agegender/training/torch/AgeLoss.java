package org.agegender.training.torch;

import org.agegender.core.InvalidInputException;

/**
 * What training minimises in the age head. Every loss is a mean over the faces of a batch and is
 * computed in 32-bit floats, whatever the precision of the network.
 */
public sealed interface AgeLoss {

  /** Calls the method of {@code visitor} for this loss. */
  <R> R accept(Visitor<R> visitor);

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
   * called DLDL-v2; equations 3, 4 and 6).
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

  private static void requireWeight(String name, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(name + ": must be 0 or more, found " + weight);
    }
  }
}
