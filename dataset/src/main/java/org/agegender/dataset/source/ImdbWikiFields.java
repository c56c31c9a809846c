package org.agegender.dataset.source;

import java.nio.file.Path;
import org.agegender.core.InvalidInputException;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** Takes the fields of the struct in {@code imdb.mat} or {@code wiki.mat} one by one. */
final class ImdbWikiFields {

  private static final String FULL_PATH = "full_path";
  private static final String CELEB_ID = "celeb_id";

  private final Path file;
  private final String name;
  private final Struct struct;
  private final int rows;

  private ImdbWikiFields(Path file, String name, Struct struct) {
    this.file = file;
    this.name = name;
    this.struct = struct;
    this.rows = field(FULL_PATH).getNumElements();
  }

  /**
   * @throws InvalidInputException if the variable is not one struct or has no {@code full_path}
   */
  static ImdbWikiFields of(Path file, String name, Array variable) {
    if (variable instanceof Struct struct && struct.getNumElements() == 1) {
      return new ImdbWikiFields(file, name, struct);
    }
    throw new InvalidInputException(
        "%s: %s must be one struct, found an array of type %s; check --source and the file"
            .formatted(file, name, variable.getType()));
  }

  ImdbWikiTable table() {
    return new ImdbWikiTable(
        texts(FULL_PATH),
        numbers("dob"),
        numbers("photo_taken"),
        numbers("gender"),
        numbers("face_score"),
        numbers("second_face_score"),
        locations("face_location"),
        struct.getFieldNames().contains(CELEB_ID) ? numbers(CELEB_ID) : null);
  }

  private double[] numbers(String field) {
    if (!(column(field) instanceof Matrix matrix)) {
      throw wrongKind(field, "numbers");
    }
    double[] numbers = new double[rows];
    for (int row = 0; row < rows; row++) {
      numbers[row] = matrix.getDouble(row);
    }
    return numbers;
  }

  private String[] texts(String field) {
    if (!(column(field) instanceof Cell cell)) {
      throw wrongKind(field, "a cell of texts");
    }
    String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      Array value = cell.get(row);
      if (value instanceof Char text) {
        texts[row] = text.asCharSequence().toString();
      } else {
        throw wrongKind("%s{%d}".formatted(field, row + 1), "text");
      }
    }
    return texts;
  }

  /** The pictures can be prepared without them, so a file that lacks them will do. */
  private FaceLocations locations(String field) {
    return struct.getFieldNames().contains(field)
            && struct.get(field) instanceof Cell cell
            && cell.getNumElements() == rows
        ? FaceLocations.of(cell)
        : FaceLocations.none();
  }

  private Array column(String field) {
    Array column = field(field);
    if (column.getNumElements() != rows) {
      throw new InvalidInputException(
          "%s: fields of %s must be of equal length, found %d in %s and %d in %s; fetch it again"
              .formatted(file, name, rows, FULL_PATH, column.getNumElements(), field));
    }
    return column;
  }

  private Array field(String field) {
    if (!struct.getFieldNames().contains(field)) {
      throw new InvalidInputException(
          "%s: %s must have a field %s, found %s; check --source and the file"
              .formatted(file, name, field, struct.getFieldNames()));
    }
    return struct.get(field);
  }

  private InvalidInputException wrongKind(String field, String required) {
    return new InvalidInputException(
        "%s: %s.%s must be %s; check --source and the file".formatted(file, name, field, required));
  }
}
