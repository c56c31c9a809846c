package org.agegender.dataset.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;

/** The columns of {@code train.csv} and its like, as {@code PreparedSet} reads them. */
final class FaceColumns {

  private static final List<String> ALWAYS =
      List.of("filename", "age", "gender", "source", "identity", "group");
  private static final List<String> OF_RANGES = List.of("age_low", "age_high", "age_deviation");

  private final boolean ranges;

  /**
   * @param ranges whether the set has labels that name no year, or deviations
   */
  FaceColumns(boolean ranges) {
    this.ranges = ranges;
  }

  /** Whether any label says more than a year. */
  static boolean rangesIn(Stream<AgeLabel> labels) {
    return labels.anyMatch(label -> !label.isExact() || label.deviation().isPresent());
  }

  String[] header() {
    List<String> names = new ArrayList<>(ALWAYS);
    if (ranges) {
      names.addAll(OF_RANGES);
    }
    return names.toArray(String[]::new);
  }

  String[] row(LabelledFace face) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                face.filename(),
                Integer.toString(face.age().years()),
                face.gender().map(Gender::code).map(String::valueOf).orElse(""),
                face.source(),
                face.identity(),
                face.group()));
    if (ranges) {
      fields.add(Integer.toString(face.range().low()));
      fields.add(Integer.toString(face.range().high()));
      fields.add(
          face.label().deviation().isPresent()
              ? Double.toString(face.label().deviation().getAsDouble())
              : "");
    }
    return fields.toArray(String[]::new);
  }
}
