package org.agegender.evaluation.figures;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** A group of faces while its figures are computed, replicate by replicate. */
final class FaceGroup {

  private final List<JudgedFace> faces;
  private final int[] members;
  private final int persons;
  private final Map<Figure, Statistic> statistics = new EnumMap<>(Figure.class);
  private final Map<Figure, Double> values = new EnumMap<>(Figure.class);
  private final Map<Figure, Replicates> replicates = new EnumMap<>(Figure.class);

  /**
   * @param all the faces of the set
   * @param members indices of those of the group
   * @param resampling of the set
   * @param figures that are wanted; those that are not defined are left out
   * @param count of replicates
   */
  FaceGroup(
      List<JudgedFace> all, int[] members, Resampling resampling, Set<Figure> figures, int count) {
    this.faces = Arrays.stream(members).mapToObj(all::get).toList();
    this.members = members;
    this.persons = (int) Arrays.stream(members).map(resampling::unit).distinct().count();
    double[] once = new double[members.length];
    Arrays.fill(once, 1);
    for (Figure figure : figures) {
      Statistic statistic = Statistics.of(figure, faces);
      double value = statistic.of(once);
      if (!Double.isNaN(value)) {
        statistics.put(figure, statistic);
        values.put(figure, value);
        replicates.put(figure, new Replicates(new double[count]));
      }
    }
  }

  /**
   * Computes all figures of one replicate. Several threads may call this for different replicates.
   *
   * @param weights of all faces of the set
   */
  void replicate(int replicate, double[] weights) {
    double[] own = new double[members.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = weights[members[i]];
    }
    statistics.forEach(
        (figure, statistic) -> replicates(figure).values()[replicate] = statistic.of(own));
  }

  int persons() {
    return persons;
  }

  int size() {
    return members.length;
  }

  boolean has(Figure figure) {
    return values.containsKey(figure);
  }

  double value(Figure figure) {
    return values.getOrDefault(figure, Double.NaN);
  }

  Replicates replicates(Figure figure) {
    Replicates found = replicates.get(figure);
    if (found == null) {
      throw new IllegalStateException(figure + " is not defined for this group");
    }
    return found;
  }

  /** The figures; without intervals where there is but one person to draw. */
  Map<Figure, Estimate> estimates() {
    Map<Figure, Estimate> estimates = new EnumMap<>(Figure.class);
    values.forEach(
        (figure, value) ->
            estimates.put(
                figure, persons < 2 ? Estimate.alone(value) : replicates(figure).around(value)));
    return estimates;
  }

  GroupFigures figures(Dimension.Group group, boolean roc) {
    return new GroupFigures(
        group.key(),
        group.label(),
        members.length,
        persons,
        estimates(),
        Confusion.of(faces),
        roc ? RocCurve.of(faces) : List.of());
  }
}
