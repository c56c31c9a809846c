package org.agegender.dataset.prepare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.AtomicFile;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Rejection;

/** The files of a set beside its crops, each whole or absent. */
final class SetFiles {

  static final String REJECTED = "rejected.csv";

  private SetFiles() {}

  /**
   * @param ranges whether the set has labels that name no year, or deviations
   */
  static void writeFaces(Path output, Subset subset, List<LabelledFace> faces, boolean ranges)
      throws IOException {
    FaceColumns columns = new FaceColumns(ranges);
    List<String[]> rows = new ArrayList<>();
    rows.add(columns.header());
    faces.forEach(face -> rows.add(columns.row(face)));
    write(output.resolve(subset.csvName()), rows);
  }

  static void writeRejections(Path output, List<Rejection> rejections) throws IOException {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"record", "reason", "detail"});
    for (Rejection rejection : rejections) {
      rows.add(new String[] {rejection.key(), rejection.reason().label(), rejection.detail()});
    }
    write(output.resolve(REJECTED), rows);
  }

  static void writeDescription(Path output, SetDescription description) throws IOException {
    AtomicFile.writeString(output.resolve(SetDescription.FILE_NAME), description.toJson());
  }

  /** Takes the files of an earlier set away, the mark of its being complete first. */
  static void delete(Path output) throws IOException {
    deleteParts(output);
    Files.deleteIfExists(output.resolve(REJECTED));
    for (int fold = 0; ; fold++) {
      Path folder = output.resolve(SetDescription.foldName(fold));
      if (!Files.isDirectory(folder)) {
        return;
      }
      deleteParts(folder);
      OutputFolder.deleteIfEmpty(folder);
    }
  }

  private static void deleteParts(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(SetDescription.FILE_NAME));
    for (Subset subset : Subset.values()) {
      Files.deleteIfExists(folder.resolve(subset.csvName()));
    }
  }

  private static void write(Path file, List<String[]> rows) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          // Not closed: the stream is the caller's.
          OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          rows.forEach(csv::writeRecord);
          csv.flush();
          text.flush();
        });
  }
}
