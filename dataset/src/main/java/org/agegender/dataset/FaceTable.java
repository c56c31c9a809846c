package org.agegender.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.input.PictureFolder;
import org.agegender.dataset.input.PictureFolder.Place;

/** Reads {@code train.csv} and its like; the first row that cannot be used is the end. */
final class FaceTable {

  private static final List<String> REQUIRED = List.of("filename", "age", "gender");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern DEVIATION =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,2})?");

  private final PictureFolder pictures;

  FaceTable(Path folder) {
    this.pictures = PictureFolder.of(folder);
  }

  List<LabelledFace> read(Path csv) throws IOException {
    List<LabelledFace> faces = new ArrayList<>();
    for (LabelTable.Row row : LabelTable.read(csv, REQUIRED).rows()) {
      faces.add(face(row));
    }
    return List.copyOf(faces);
  }

  private LabelledFace face(LabelTable.Row row) throws IOException {
    String filename = row.verbatim("filename");
    Place place = pictures.locate(filename);
    if (place instanceof Place.Missing) {
      throw row.fault("the picture " + filename + " is not in the folder");
    } else if (place instanceof Place.Outside outside) {
      throw row.fault("the picture " + filename + " " + outside.how());
    }
    return new LabelledFace(
        filename,
        label(row),
        gender(row),
        row.text("source"),
        row.text("identity"),
        row.text("group"));
  }

  private static Optional<Gender> gender(LabelTable.Row row) {
    String text = row.text("gender");
    Optional<Gender> gender = Gender.parse(text);
    if (gender.isEmpty() && !text.isEmpty()) {
      throw row.fault(
          "gender must be 0 (female), 1 (male) or empty where unknown, found '" + text + "'");
    }
    return gender;
  }

  private static AgeLabel label(LabelTable.Row row) {
    int years = years(row, "age", "");
    AgeInterval range = range(row, years);
    if (!range.contains(years)) {
      throw row.fault(
          "age_low..age_high must hold the age %d, found %d..%d"
              .formatted(years, range.low(), range.high()));
    }
    String deviation = row.text("age_deviation");
    AgeLabel label = new AgeLabel(new Age(years), range, OptionalDouble.empty());
    if (deviation.isEmpty()) {
      return label;
    }
    if (!DEVIATION.matcher(deviation).matches()) {
      throw row.fault(
          "age_deviation must be a number of years, 0 or more, found '" + deviation + "'");
    }
    return label.withDeviation(Double.parseDouble(deviation));
  }

  private static AgeInterval range(LabelTable.Row row, int years) {
    int low = years(row, "age_low", Integer.toString(years));
    int high = years(row, "age_high", Integer.toString(years));
    if (low > high) {
      throw row.fault("age_low must not be above age_high, found %d..%d".formatted(low, high));
    }
    return new AgeInterval(low, high);
  }

  private static int years(LabelTable.Row row, String column, String ifEmpty) {
    String text = row.text(column).isEmpty() ? ifEmpty : row.text(column);
    if (!WHOLE.matcher(text).matches()) {
      throw row.fault(
          "%s must be a whole number 0..%d, found '%s'".formatted(column, Age.MAX, text));
    }
    int years = Integer.parseInt(text);
    if (!Age.isValid(years)) {
      throw row.fault("%s must be 0..%d, found %d".formatted(column, Age.MAX, years));
    }
    return years;
  }
}
