package org.agegender.evaluation.figures;

import java.util.List;
import java.util.Map;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/**
 * Several models judged on the same faces. The bootstrap is paired: each replicate draws the same
 * faces for all models, so that what makes faces hard for all of them drops out of the differences.
 *
 * @param models one for each, in the order given
 * @param faces how many were judged
 * @param persons how many persons these show, as far as the set knows
 * @param bootstrap how the intervals were made
 */
public record Comparison(List<Compared> models, int faces, int persons, Bootstrap bootstrap) {

  /**
   * One of the models.
   *
   * @param values its figures
   * @param differences to the first model, by figure; none for the first itself
   */
  public record Compared(Map<Figure, Estimate> values, Map<Figure, Difference> differences) {

    /** Takes copies. */
    public Compared {
      values = Map.copyOf(values);
      differences = Map.copyOf(differences);
    }
  }

  /**
   * How far a model is from the first.
   *
   * @param difference its value less that of the first, in the figure's unit
   * @param better the share of replicates in which it is better than the first; where both are
   *     equal, half counts
   */
  public record Difference(Estimate difference, double better) {}

  /** Takes a copy. */
  public Comparison {
    models = List.copyOf(models);
  }

  /**
   * Compares predictions of the same faces.
   *
   * @param models of each model, all faces with the same labels in the same order; two models or
   *     more, one face or more
   * @throws IllegalArgumentException if the labelled faces differ
   */
  public static Comparison of(List<List<JudgedFace>> models, Bootstrap bootstrap) {
    return new ComparisonComputation(models, bootstrap).comparison();
  }

  /** Whether persons were drawn for the intervals, as some have several faces. */
  public boolean drawnByPerson() {
    return persons < faces;
  }
}
