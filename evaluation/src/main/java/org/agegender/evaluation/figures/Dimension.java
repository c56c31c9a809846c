package org.agegender.evaluation.figures;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.Age;
import org.agegender.core.AgeBins;
import org.agegender.core.metrics.Figure;
import org.agegender.core.metrics.JudgedFace;

/** What faces are grouped by. */
public enum Dimension {
  /** The decade of the labelled age. */
  DECADE("by_decade"),
  /** The labelled age; only errors in years. */
  AGE("by_age"),
  /** The labelled bin of ages, where a set labels by bins. */
  BIN("by_bin"),
  /** The labelled gender. */
  GENDER("by_gender"),
  /** The group of the data set, such as a race label. */
  GROUP("by_group"),
  /** The labelled gender and the decade of the labelled age. */
  GENDER_AND_DECADE("by_gender_and_decade"),
  /** The labelled gender and the labelled bin of ages. */
  GENDER_AND_BIN("by_gender_and_bin");

  private static final Set<Figure> OF_SINGLE_YEARS = EnumSet.of(Figure.AGE_MAE, Figure.AGE_BIAS);

  private final String key;

  Dimension(String key) {
    this.key = key;
  }

  /** The name in files, such as {@code by_decade}. */
  public String key() {
    return key;
  }

  /** The figures given for its groups, as far as they are defined. */
  Set<Figure> figures() {
    return this == AGE ? OF_SINGLE_YEARS : EnumSet.allOf(Figure.class);
  }

  /** The group a face belongs to; empty where the label is not known. */
  Optional<Group> groupOf(JudgedFace judged) {
    return switch (this) {
      case DECADE -> decade(judged);
      case AGE -> year(judged);
      case BIN -> bin(judged);
      case GENDER -> gender(judged);
      case GROUP -> group(judged.face().group());
      case GENDER_AND_DECADE -> both(gender(judged), decade(judged));
      case GENDER_AND_BIN -> both(gender(judged), bin(judged));
    };
  }

  private static Optional<Group> decade(JudgedFace judged) {
    if (!judged.hasYear()) {
      return Optional.empty();
    }
    int first = judged.face().age().decade();
    String label = first == Age.MAX ? String.valueOf(first) : first + "-" + (first + 9);
    return Optional.of(new Group(first, String.valueOf(first), label));
  }

  private static Optional<Group> year(JudgedFace judged) {
    if (!judged.hasYear()) {
      return Optional.empty();
    }
    int years = judged.face().age().years();
    return Optional.of(new Group(years, String.valueOf(years), String.valueOf(years)));
  }

  private static Optional<Group> bin(JudgedFace judged) {
    if (judged.bins().isEmpty()) {
      return Optional.empty();
    }
    AgeBins bins = judged.bins().get();
    return bins.indexOf(judged.face().range()).stream()
        .mapToObj(index -> new Group(index, bins.label(index), bins.label(index)))
        .findFirst();
  }

  private static Optional<Group> gender(JudgedFace judged) {
    return judged.face().gender().map(g -> new Group(g.code(), g.label(), g.label()));
  }

  private static Optional<Group> group(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(new Group(0, name, name));
  }

  private static Optional<Group> both(Optional<Group> outer, Optional<Group> inner) {
    return outer.flatMap(one -> inner.map(one::with));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * A group of faces.
   *
   * @param order groups are told in this order
   * @param key the name in files, such as {@code 30}
   * @param label the name for people, such as {@code 30-39}
   */
  record Group(int order, String key, String label) implements Comparable<Group> {

    private static final int SPAN = 1000;

    Group with(Group inner) {
      return new Group(
          order * SPAN + inner.order, key + " " + inner.key, label + " " + inner.label);
    }

    @Override
    public int compareTo(Group other) {
      return order == other.order ? key.compareTo(other.key) : Integer.compare(order, other.order);
    }
  }
}
