package org.agegender.evaluation.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.agegender.core.AgeBins;
import org.agegender.core.metrics.JudgedFace;

/** How many faces of each labelled bin of ages were predicted to be in which. */
final class BinMatrix {

  private final AgeBins bins;
  private final int[][] counts;

  private BinMatrix(AgeBins bins) {
    this.bins = bins;
    this.counts = new int[bins.size()][bins.size()];
  }

  /** Of the faces that are labelled with a bin; empty if the set does not label by bins. */
  static Optional<BinMatrix> of(List<JudgedFace> faces) {
    return faces.get(0).bins().map(bins -> new BinMatrix(bins).with(faces));
  }

  private BinMatrix with(List<JudgedFace> faces) {
    for (JudgedFace face : faces) {
      OptionalInt labelled = bins.indexOf(face.face().range());
      if (labelled.isPresent()) {
        counts[labelled.getAsInt()][bins.nearest(face.prediction().years())]++;
      }
    }
    return this;
  }

  /** Labelled bins from young to old; in each a count and its share of the row for each bin. */
  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int labelled = 0; labelled < counts.length; labelled++) {
      int all = 0;
      for (int count : counts[labelled]) {
        all += count;
      }
      List<Map<String, Object>> cells = new ArrayList<>();
      for (int count : counts[labelled]) {
        cells.add(Map.of("faces", count, "share", all == 0 ? 0.0 : count / (double) all));
      }
      rows.add(Map.of("label", bins.label(labelled), "cells", cells));
    }
    return rows;
  }
}
