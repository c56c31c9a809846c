package org.agegender.evaluation.figures;

import java.util.List;
import java.util.Optional;
import org.agegender.core.metrics.JudgedFace;

/**
 * All figures of judged faces.
 *
 * @param overall over all faces
 * @param breakdowns by each kind of group that the faces have labels for
 * @param gaps between the worst and the best groups, in the order of the breakdowns
 * @param bootstrap how the intervals were made
 */
public record SetFigures(
    GroupFigures overall, List<Breakdown> breakdowns, List<Gap> gaps, Bootstrap bootstrap) {

  /** Takes copies of the lists. */
  public SetFigures {
    breakdowns = List.copyOf(breakdowns);
    gaps = List.copyOf(gaps);
  }

  /**
   * Computes them. The same faces and bootstrap give the same figures, however many threads there
   * are.
   *
   * @param faces at least one
   */
  public static SetFigures of(List<JudgedFace> faces, Bootstrap bootstrap) {
    return new SetFiguresComputation(faces, bootstrap).figures();
  }

  /** The figures by one kind of group, where faces have labels for it. */
  public Optional<Breakdown> by(Dimension dimension) {
    return breakdowns.stream().filter(breakdown -> breakdown.by() == dimension).findFirst();
  }

  /** Whether persons were drawn for the intervals, as some have several faces. */
  public boolean drawnByPerson() {
    return overall.persons() < overall.faces();
  }
}
