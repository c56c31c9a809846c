package org.agegender.dataset.drawn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.agegender.core.AtomicFile;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/**
 * Writes {@code wiki.mat} with all the fields of the published one; the same rows, the same bytes.
 */
final class WikiMat {

  private static final int TEXT = 116;
  private static final String DESCRIPTION = "MATLAB 5.0 MAT-file, drawn faces of AgeGender";
  private static final int SLACK = 4096;

  private WikiMat() {}

  static void write(Path file, List<WikiRow> rows) throws IOException {
    Struct wiki =
        Mat5.newStruct()
            .set("dob", numbers(rows, WikiRow::dob))
            .set("photo_taken", numbers(rows, WikiRow::photoTaken))
            .set("full_path", cells(rows, row -> Mat5.newString(row.path())))
            .set("gender", numbers(rows, WikiRow::gender))
            .set("name", cells(rows, row -> Mat5.newString(row.name())))
            .set("face_location", cells(rows, row -> box(row.face())))
            .set("face_score", numbers(rows, WikiRow::faceScore))
            .set("second_face_score", numbers(rows, WikiRow::secondFaceScore));
    MatFile mat = Mat5.newMatFile().addArray("wiki", wiki);
    long size = mat.getUncompressedSerializedSize() + SLACK;
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
    Mat5.newWriter(Sinks.wrap(buffer)).writeMat(mat);
    byte[] text = DESCRIPTION.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(buffer.array(), 0, TEXT, (byte) ' ');
    System.arraycopy(text, 0, buffer.array(), 0, text.length);
    AtomicFile.write(file, out -> out.write(buffer.array(), 0, buffer.position()));
  }

  private static Matrix numbers(List<WikiRow> rows, ToDoubleFunction<WikiRow> column) {
    Matrix matrix = Mat5.newMatrix(1, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      matrix.setDouble(row, column.applyAsDouble(rows.get(row)));
    }
    return matrix;
  }

  private static Cell cells(List<WikiRow> rows, Function<WikiRow, Array> column) {
    Cell cell = Mat5.newCell(1, rows.size());
    for (int row = 0; row < rows.size(); row++) {
      cell.set(row, column.apply(rows.get(row)));
    }
    return cell;
  }

  private static Matrix box(WikiRow.Box box) {
    Matrix matrix = Mat5.newMatrix(1, 4);
    matrix.setDouble(0, box.x1());
    matrix.setDouble(1, box.y1());
    matrix.setDouble(2, box.x2());
    matrix.setDouble(3, box.y2());
    return matrix;
  }
}
