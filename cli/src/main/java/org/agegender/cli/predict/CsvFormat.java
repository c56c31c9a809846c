package org.agegender.cli.predict;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.PictureOutcome;

/**
 * One row for each face; a picture without faces, or one that cannot be read, has a row with empty
 * columns.
 */
public final class CsvFormat implements OutcomeFormat {

  private static final String[] COLUMNS = {
    "image",
    "x",
    "y",
    "width",
    "height",
    "score",
    "age",
    "age_low",
    "age_high",
    "gender",
    "gender_probability",
    "error"
  };

  @Override
  public String header() {
    return row(COLUMNS);
  }

  @Override
  public String lines(PictureOutcome outcome) {
    if (outcome instanceof PictureOutcome.Unreadable unreadable) {
      return withoutFace(outcome, unreadable.error());
    }
    List<AnalysedFace> faces = ((PictureOutcome.Analysed) outcome).faces();
    if (faces.isEmpty()) {
      return withoutFace(outcome, "");
    }
    StringJoiner lines = new StringJoiner("\n");
    faces.forEach(face -> lines.add(row(outcome, face)));
    return lines.toString();
  }

  private static String row(PictureOutcome outcome, AnalysedFace face) {
    FaceBox box = face.box();
    Prediction prediction = face.prediction();
    AgeInterval range = face.ageInterval();
    return row(
        outcome.picture().toString(),
        Integer.toString(box.x()),
        Integer.toString(box.y()),
        Integer.toString(box.width()),
        Integer.toString(box.height()),
        String.format(Locale.ROOT, "%.4f", face.score()),
        String.format(Locale.ROOT, "%.4f", prediction.years()),
        Integer.toString(range.low()),
        Integer.toString(range.high()),
        prediction.gender().label(),
        String.format(Locale.ROOT, "%.4f", prediction.genderProbability()),
        "");
  }

  private static String withoutFace(PictureOutcome outcome, String error) {
    String[] fields = new String[COLUMNS.length];
    Arrays.fill(fields, "");
    fields[0] = outcome.picture().toString();
    fields[COLUMNS.length - 1] = error;
    return row(fields);
  }

  private static String row(String... fields) {
    StringWriter line = new StringWriter();
    CsvWriter.builder()
        .bufferSize(0)
        .lineDelimiter(LineDelimiter.LF)
        .build(line)
        .writeRecord(fields);
    return line.toString().stripTrailing();
  }
}
