package org.agegender.training.network;

import org.agegender.core.Age;

/**
 * How an age stands in the outputs of the age head, and which probability of each age 0 to 100
 * follows from them. Training compares the outputs with the labels; evaluation and the exported
 * model read the probabilities and their expected value.
 */
public sealed interface AgeCoding {

  /** Where ages lie before a network has learned: near the mean of the published sets, in years. */
  double USUAL_AGE = 35;

  /** How far ages lie apart before a network has learned: a standard deviation in years. */
  double USUAL_DEVIATION = 20;

  /** Calls the method of {@code visitor} for this coding. */
  <R> R accept(Visitor<R> visitor);

  /** One word for messages and checkpoints. */
  String kind();

  /** How many numbers the age head gives for each face. */
  int outputs();

  /**
   * The same coding where the mean absolute error of the network is known.
   *
   * @param years of a validation part
   */
  default AgeCoding withError(double years) {
    return this;
  }

  /**
   * What is to be done for each coding; a new one does not compile until every visitor knows it.
   *
   * @param <R> what comes out
   */
  interface Visitor<R> {
    /** For {@link Classes}. */
    R visit(Classes coding);

    /** For {@link Ranks}. */
    R visit(Ranks coding);

    /** For {@link Value}. */
    R visit(Value coding);
  }

  /** 101 logits; their softmax is the probability of each age. */
  record Classes() implements AgeCoding {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "classes";
    }

    @Override
    public int outputs() {
      return Age.CLASSES;
    }
  }

  /**
   * 100 logits; the sigmoid of number k is the probability that the age is above k. The probability
   * of an age is the difference of two neighbours. They are sorted before: a well trained head
   * gives them in falling order, and one that does not yet would give negative differences. Sorting
   * leaves the expected value, which is the sum of the 100 probabilities, as it is.
   */
  record Ranks() implements AgeCoding {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "ranks";
    }

    @Override
    public int outputs() {
      return Age.MAX;
    }
  }

  /**
   * One number, in decades from the {@link #USUAL_AGE}; as an age, it is kept within 0 to 100.
   *
   * <p>A number says nothing of how sure it is. Its probabilities are those of a face about which
   * no more is known than the number and the {@code error} of the network as a whole: a Laplace
   * distribution of that mean absolute error, around the number, over the ages 0 to 100. Where they
   * end near, it is tilted exponentially so that its expected value still is the number: of all
   * distributions with this expected value the one that differs least from the Laplace distribution
   * (in relative entropy). Intervals are therefore equally wide for all faces but the youngest and
   * the oldest, and as wide as the errors of a validation part.
   *
   * @param error mean absolute error in years, more than 0
   */
  record Value(double error) implements AgeCoding {

    /** Years to one unit of the output. */
    public static final double UNIT = 10;

    /** Before the first validation: rather too wide than too narrow. */
    public static final Value UNTRIED = new Value(10);

    /** Ages are labelled in whole years, so that no smaller error could be seen. */
    private static final double SMALLEST_ERROR = 0.5;

    /**
     * @throws IllegalArgumentException if the error is not more than 0 and at most 100
     */
    public Value {
      if (!(error > 0 && error <= Age.MAX)) {
        throw new IllegalArgumentException(
            "the error of an age must be more than 0 and at most 100 years, found " + error);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "value";
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Value withError(double years) {
      return new Value(Math.max(SMALLEST_ERROR, Math.min(years, Age.MAX)));
    }

    /**
     * A row for each whole age with the probabilities whose expected value is that age, {@code
     * [101, 101]}. Between two whole ages the rows are mixed in the proportion of the distances.
     */
    public WeightArray distributions() {
      return ErrorDistributions.around(error);
    }
  }
}
