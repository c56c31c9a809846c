package org.agegender.dataset.prepare;

import java.util.List;
import org.agegender.core.InvalidInputException;

/** How the records of a set are dealt out. */
public sealed interface Split {

  /** The word for what the published set itself says. */
  String PUBLISHED = "published";

  /** Shares of train, val and test, as {@code dataset.json} holds them; empty for other ways. */
  List<Double> shares();

  /**
   * The folds, as {@code dataset.json} holds them: a number, or {@code published}; empty if there
   * are none.
   */
  String folds();

  /**
   * The same, with this share of val moved to train.
   *
   * @throws InvalidInputException if the share is out of range, or the parts do not follow from
   *     shares
   */
  default Split withValToTrain(double share) {
    throw new InvalidInputException("--val-to-train goes with shares of train, val and test only");
  }

  /**
   * By shares.
   *
   * @param of train, val and test
   */
  record ByShares(SplitShares of) implements Split {
    @Override
    public List<Double> shares() {
      return of.toList();
    }

    @Override
    public Split withValToTrain(double share) {
      return new ByShares(of.withValToTrain(share));
    }

    @Override
    public String folds() {
      return "";
    }
  }

  /** The parts of the published set. */
  record PublishedParts() implements Split {
    @Override
    public List<Double> shares() {
      return List.of();
    }

    @Override
    public String folds() {
      return "";
    }
  }

  /**
   * Folds: each in turn is the test part, the next the val part, and the others are the train part.
   * Nobody who is known and no copy is in two of them.
   *
   * @param count 3 to 20
   */
  record Folds(int count) implements Split {

    static final int LEAST = 3;
    static final int MOST = 20;

    /**
     * @throws InvalidInputException if the number is out of range
     */
    public Folds {
      if (count < LEAST || count > MOST) {
        throw new InvalidInputException(
            "--folds must be %d..%d, or published for the folds of the data set; found %d"
                .formatted(LEAST, MOST, count));
      }
    }

    @Override
    public List<Double> shares() {
      return List.of();
    }

    @Override
    public String folds() {
      return Integer.toString(count);
    }
  }

  /** The folds of the published set, used as {@link Folds} are. */
  record PublishedFolds() implements Split {
    @Override
    public List<Double> shares() {
      return List.of();
    }

    @Override
    public String folds() {
      return PUBLISHED;
    }
  }

  /**
   * Reads {@code 0.8,0.1,0.1} or {@code published}.
   *
   * @throws InvalidInputException if it is neither
   */
  static Split parse(String text) {
    return text.equals(PUBLISHED) ? new PublishedParts() : new ByShares(SplitShares.parse(text));
  }

  /**
   * Reads {@code 5} or {@code published}.
   *
   * @throws InvalidInputException if it is neither, or out of range
   */
  static Split parseFolds(String text) {
    if (text.equals(PUBLISHED)) {
      return new PublishedFolds();
    }
    return new Folds(text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1);
  }
}
