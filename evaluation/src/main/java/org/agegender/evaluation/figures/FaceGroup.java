package org.agegender.evaluation.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** A group of faces while its figures are computed, replicate by replicate. */
final class FaceGroup {

  private final int[] members;
  private final int persons;
  private final List<Figure> figures;
  private final Set<Figure> ofOnePerson = EnumSet.noneOf(Figure.class);
  private final GroupStatistics statistics;
  private final double[] values;
  private final List<Replicates> replicates = new ArrayList<>();

  /**
   * @param scores of the set's faces
   * @param members indices of those of the group
   * @param resampling of the set
   * @param figures that are wanted, as far as they are defined
   * @param count of replicates
   */
  FaceGroup(Scores scores, int[] members, Resampling resampling, Set<Figure> figures, int count) {
    this.members = members;
    this.persons = (int) Arrays.stream(members).map(resampling::unit).distinct().count();
    double[] once = new double[members.length];
    Arrays.fill(once, 1);
    double[] all = new GroupStatistics(scores, members, figures).of(once);
    List<Figure> wanted = List.copyOf(figures);
    this.figures =
        IntStream.range(0, all.length)
            .filter(i -> !Double.isNaN(all[i]))
            .mapToObj(wanted::get)
            .toList();
    this.values = Arrays.stream(all).filter(value -> !Double.isNaN(value)).toArray();
    this.statistics = new GroupStatistics(scores, members, this.figures);
    for (Figure figure : this.figures) {
      replicates.add(new Replicates(new double[count]));
      if (isOfOnePerson(scores.of(figure, members), resampling)) {
        ofOnePerson.add(figure);
      }
    }
  }

  private boolean isOfOnePerson(double[] scores, Resampling resampling) {
    long persons =
        IntStream.range(0, members.length)
            .filter(i -> !Double.isNaN(scores[i]))
            .map(i -> resampling.unit(members[i]))
            .distinct()
            .limit(2)
            .count();
    return persons < 2;
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
    double[] found = statistics.of(own);
    for (int i = 0; i < found.length; i++) {
      replicates.get(i).values()[replicate] = found[i];
    }
  }

  int persons() {
    return persons;
  }

  /** Whether all faces that have a figure's label are one person's: nothing else can be drawn. */
  boolean isOfOnePerson(Figure figure) {
    return ofOnePerson.contains(figure);
  }

  int size() {
    return members.length;
  }

  boolean has(Figure figure) {
    return figures.contains(figure);
  }

  double value(Figure figure) {
    return values[index(figure)];
  }

  Replicates replicates(Figure figure) {
    return replicates.get(index(figure));
  }

  private int index(Figure figure) {
    int index = figures.indexOf(figure);
    if (index < 0) {
      throw new IllegalStateException(figure + " is not defined for this group");
    }
    return index;
  }

  /** The figures; without an interval where there is but one person to draw. */
  Map<Figure, Estimate> estimates() {
    Map<Figure, Estimate> estimates = new EnumMap<>(Figure.class);
    for (int i = 0; i < values.length; i++) {
      Figure figure = figures.get(i);
      estimates.put(
          figure,
          isOfOnePerson(figure) ? Estimate.alone(values[i]) : replicates.get(i).around(values[i]));
    }
    return estimates;
  }

  /**
   * What is told of the group.
   *
   * @param all the faces of the set
   */
  GroupFigures figures(Dimension.Group group, List<JudgedFace> all, boolean roc) {
    List<JudgedFace> faces = Arrays.stream(members).mapToObj(all::get).toList();
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
