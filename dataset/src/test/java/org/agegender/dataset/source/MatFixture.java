package org.agegender.dataset.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** Rows of IMDB-WIKI for tests, and the struct they become. */
final class MatFixture {

  /** A row; the defaults pass every filter. */
  record Row(
      String path,
      double dob,
      double taken,
      double gender,
      double score,
      double second,
      double id) {

    static Row of(String path) {
      return new Row(path, 723_671, 2009, 1, 4.3, Double.NaN, Double.NaN);
    }

    Row dob(double value) {
      return new Row(path, value, taken, gender, score, second, id);
    }

    Row taken(double value) {
      return new Row(path, dob, value, gender, score, second, id);
    }

    Row gender(double value) {
      return new Row(path, dob, taken, value, score, second, id);
    }

    Row score(double value) {
      return new Row(path, dob, taken, gender, value, second, id);
    }

    Row second(double value) {
      return new Row(path, dob, taken, gender, score, value, id);
    }

    Row id(double value) {
      return new Row(path, dob, taken, gender, score, second, value);
    }
  }

  /** Picks one number of a row. */
  interface Column {
    double of(Row row);
  }

  private MatFixture() {}

  static Struct struct(List<Row> rows) {
    return Mat5.newStruct()
        .set("dob", numbers(rows, Row::dob))
        .set("photo_taken", numbers(rows, Row::taken))
        .set("full_path", texts(rows.stream().map(Row::path).toList()))
        .set("gender", numbers(rows, Row::gender))
        .set("name", texts(rows.stream().map(row -> "Æon Ünknown").toList()))
        .set("face_location", locations(rows.size()))
        .set("face_score", numbers(rows, Row::score))
        .set("second_face_score", numbers(rows, Row::second));
  }

  static Matrix numbers(List<Row> rows, Column column) {
    Matrix matrix = Mat5.newMatrix(1, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      matrix.setDouble(i, column.of(rows.get(i)));
    }
    return matrix;
  }

  static Cell texts(List<String> texts) {
    Cell cell = Mat5.newCell(1, texts.size());
    for (int i = 0; i < texts.size(); i++) {
      cell.set(i, Mat5.newString(texts.get(i)));
    }
    return cell;
  }

  private static Cell locations(int count) {
    Cell cell = Mat5.newCell(1, count);
    for (int i = 0; i < count; i++) {
      Matrix box = Mat5.newMatrix(1, 4);
      box.setDouble(0, 20);
      box.setDouble(3, 100.5);
      cell.set(i, box);
    }
    return cell;
  }

  static Path write(Path file, String name, Array variable) {
    return write(file, bytes(name, variable, Deflater.BEST_SPEED));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name, Array variable, int deflateLevel) {
    MatFile mat = Mat5.newMatFile().addArray(name, variable);
    ByteBuffer out = ByteBuffer.allocate((int) mat.getUncompressedSerializedSize() + 4096);
    out.order(ByteOrder.LITTLE_ENDIAN);
    try {
      Mat5.newWriter(Sinks.wrap(out)).setDeflateLevel(deflateLevel).writeMat(mat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Row.of("%02d/%d_1981-05-05_2009.jpg".formatted(i % 100, i)));
    }
    return rows;
  }
}
