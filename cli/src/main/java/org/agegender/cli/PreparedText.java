package org.agegender.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.prepare.PreparationResult;

/** What became of a preparation, for people. */
final class PreparedText {

  private static final int NAMED = 5;

  private PreparedText() {}

  static String of(PreparationResult result, Path output) {
    SetDescription set = result.description();
    SetDescription.Counts counts = set.counts();
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    if (result.alreadyComplete()) {
      lines.add(output + " holds this set already, whole; nothing was done");
    }
    if (result.resumed() > 0) {
      lines.add("%d records were done before".formatted(result.resumed()));
    }
    lines.add("%s: %d records".formatted(set.source(), counts.records()));
    if (set.hasFolds()) {
      lines.add(row("in folds", counts.kept()));
    } else {
      lines.add(row("train", counts.train()));
      lines.add(row("val", counts.val()));
      lines.add(row("test", counts.test()));
    }
    lines.add(row("rejected", counts.rejected()));
    counts.rejectedFor().forEach((reason, count) -> lines.add("  " + row(reason, count)));
    Alignment alignment = set.alignment();
    if (!alignment.equals(Alignment.NONE)) {
      lines.add("faces found by %s; cut out by".formatted(alignment.detector()));
      counts.croppedBy().forEach((by, count) -> lines.add(row(by, count)));
    }
    lines.add("split by " + set.split().by());
    lines.add(
        set.hasFolds()
            ? "prepared sets in %s and so on".formatted(output.resolve(SetDescription.foldName(0)))
            : "prepared set in " + output);
    return lines.toString();
  }

  /** Names of {@code --exclude} that are of no record, the first few of them. */
  static String unmatched(List<String> names) {
    int more = names.size() - NAMED;
    return "--exclude: %d names are of no record here: %s%s"
        .formatted(
            names.size(),
            String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
            more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String row(String name, int count) {
    return "  %-22s %8d".formatted(name, count);
  }
}
