package org.agegender.core;

import java.util.List;
import java.util.OptionalInt;

/**
 * The ranges of ages that a data set labels its faces with, such as 0-2, 3-9, 10-19. There may be
 * gaps between them, as in Adience.
 *
 * @param bins from young to old, none overlapping another, at least one
 */
public record AgeBins(List<AgeInterval> bins) {

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException if there is none, one leaves 0..100, or they overlap or are
   *     out of order
   */
  public AgeBins {
    bins = List.copyOf(bins);
    if (bins.isEmpty()) {
      throw new IllegalArgumentException("bins of ages: at least one is required, found none");
    }
    int last = -1;
    for (AgeInterval bin : bins) {
      if (bin.low() <= last || !Age.isValid(bin.high())) {
        throw new IllegalArgumentException(
            "bins of ages must lie within 0..%d, follow each other and not overlap, found %d..%d after %d"
                .formatted(Age.MAX, bin.low(), bin.high(), last));
      }
      last = bin.high();
    }
  }

  /** How many bins there are. */
  public int size() {
    return bins.size();
  }

  /** The number of a labelled bin, from 0 on; empty if it is none of these. */
  public OptionalInt indexOf(AgeInterval bin) {
    int index = bins.indexOf(bin);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The number of the bin that an age falls into, from 0 on: the nearest one; halfway between two,
   * the upper. So where bins have no gaps 9.4 years fall into 3-9 and 9.5 into 10-19, as if rounded
   * to whole years, and every age falls into one.
   *
   * @param years a finite age
   */
  public int nearest(double years) {
    int index = 0;
    while (index + 1 < bins.size()
        && 2 * years >= bins.get(index).high() + (double) bins.get(index + 1).low()) {
      index++;
    }
    return index;
  }

  /** {@code 3-9}, or {@code 70-100} for an open last bin. */
  public String label(int index) {
    AgeInterval bin = bins.get(index);
    return bin.low() == bin.high() ? bin.low() + "" : bin.low() + "-" + bin.high();
  }
}
