package org.agegender.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.input.PictureFolder;
import org.agegender.dataset.input.PictureFolder.Place;

/** Reads {@code train.csv} and its like; the first row that cannot be used is the end. */
final class FaceTable {

  private static final List<String> REQUIRED = List.of("filename", "age", "gender");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

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
    String age = row.text("age");
    if (!WHOLE.matcher(age).matches()) {
      throw row.fault("age must be a whole number 0.." + Age.MAX + ", found '" + age + "'");
    }
    int years = Integer.parseInt(age);
    if (!Age.isValid(years)) {
      throw row.fault("age must be 0.." + Age.MAX + ", found " + years);
    }
    String gender = row.text("gender");
    return new LabelledFace(
        filename,
        new Age(years),
        Gender.parse(gender)
            .orElseThrow(
                () -> row.fault("gender must be 0 (female) or 1 (male), found '" + gender + "'")),
        row.text("source"),
        row.text("identity"),
        row.text("group"));
  }
}
