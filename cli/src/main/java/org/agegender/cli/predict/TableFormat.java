package org.agegender.cli.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.PictureOutcome;

/** A table for people; pictures that cannot be read are left to standard error. */
public final class TableFormat implements OutcomeFormat {

  private static final int WIDEST_NAME = 80;
  private static final int PERCENT = 100;

  private final String rowFormat;
  private final boolean boxes;

  private TableFormat(int nameWidth, boolean boxes) {
    this.rowFormat = "%-" + nameWidth + "s" + (boxes ? "  %-21s" : "") + "  %5s  %8s  %-6s  %s";
    this.boxes = boxes;
  }

  /**
   * As wide as the names of these pictures ask for.
   *
   * @param boxes whether there is a column that tells where each face is
   */
  public static TableFormat wideEnoughFor(List<Path> pictures, boolean boxes) {
    int longest = "image".length();
    for (Path picture : pictures) {
      longest = Math.max(longest, picture.toString().length());
    }
    return new TableFormat(Math.min(longest, WIDEST_NAME), boxes);
  }

  @Override
  public String header() {
    return row("image", "face", "age", "range", "gender", "sure");
  }

  @Override
  public String lines(PictureOutcome outcome) {
    if (!(outcome instanceof PictureOutcome.Analysed analysed)) {
      return "";
    }
    if (analysed.faces().isEmpty()) {
      return row(outcome.picture(), "none", "-", "-", "-", "-");
    }
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    analysed.faces().forEach(face -> lines.add(row(outcome.picture(), face)));
    return lines.toString();
  }

  private String row(Path picture, AnalysedFace face) {
    Prediction prediction = face.prediction();
    AgeInterval range = face.ageInterval();
    FaceBox box = face.box();
    return row(
        picture,
        "%dx%d at %d,%d".formatted(box.width(), box.height(), box.x(), box.y()),
        String.format(Locale.ROOT, "%.1f", prediction.years()),
        range.low() + "-" + range.high(),
        prediction.gender().label(),
        Math.round(PERCENT * prediction.genderProbability()) + " %");
  }

  private String row(
      Object picture, String box, String age, String range, String gender, String sure) {
    return boxes
        ? rowFormat.formatted(picture, box, age, range, gender, sure)
        : rowFormat.formatted(picture, age, range, gender, sure);
  }
}
