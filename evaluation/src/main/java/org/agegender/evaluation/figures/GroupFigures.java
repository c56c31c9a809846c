package org.agegender.evaluation.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;

/**
 * The figures of a group of faces.
 *
 * @param key the group's name in files, such as {@code 30}; {@code all} for all faces
 * @param label the group's name for people, such as {@code 30-39}
 * @param faces how many it has, at least one
 * @param persons how many persons these show, as far as the set knows: faces of unknown persons
 *     count as one each
 * @param values its figures; those that are not defined for these faces are missing
 * @param confusion of genders
 * @param roc curve of the male probability, from (0, 0) to (1, 1); empty where there are not both
 *     genders, and for single years of age
 */
public record GroupFigures(
    String key,
    String label,
    int faces,
    int persons,
    Map<Figure, Estimate> values,
    Confusion confusion,
    List<RocPoint> roc) {

  /** A group of fewer faces is small: its figures say little. */
  public static final int SMALL = 30;

  /** Takes copies of the collections. */
  public GroupFigures {
    Map<Figure, Estimate> copy = new EnumMap<>(Figure.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
    roc = List.copyOf(roc);
  }

  /** One figure, where it is defined. */
  public Optional<Estimate> figure(Figure figure) {
    return Optional.ofNullable(values.get(figure));
  }

  /** The value of one figure; NaN where it is not defined. */
  public double value(Figure figure) {
    Estimate estimate = values.get(figure);
    return estimate == null ? Double.NaN : estimate.value();
  }

  /** Whether it has fewer than {@value #SMALL} faces; such a group is neither worst nor best. */
  public boolean small() {
    return faces < SMALL;
  }
}
