package org.agegender.dataset.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.agegender.core.FilesBelow;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;

/**
 * A folder of pictures in the manner of the Hugging Face Hub's {@code imagefolder}: {@code
 * metadata.csv} or {@code metadata.jsonl} with {@code file_name} and labels, in the folder or in
 * folders {@code train}, {@code val...} and {@code test} of it, which are the published parts.
 */
public final class ImageFolderSource implements FaceSource {

  private static final String CSV = "metadata.csv";
  private static final String JSON_LINES = "metadata.jsonl";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Columns columns;
  private final boolean clipAges;

  private ImageFolderSource(Path folder, Columns columns, boolean clipAges) {
    this.folder = folder;
    this.columns = columns;
    this.clipAges = clipAges;
  }

  /**
   * @param folder holds the metadata, or the parts that do
   * @param columns which hold what
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   */
  public static ImageFolderSource of(Path folder, Columns columns, boolean clipAges) {
    return new ImageFolderSource(folder, columns, clipAges);
  }

  @Override
  public String name() {
    return "imagefolder";
  }

  @Override
  public Listing list() throws IOException {
    Records records = new Records();
    Sha256 hash = new Sha256();
    for (Path table : tables()) {
      hash.add(folder.relativize(table).toString()).add(Files.readAllBytes(table));
      if (table.endsWith(CSV)) {
        addCsv(records, table);
      } else {
        addJsonLines(records, table);
      }
    }
    columns.addTo(hash);
    return ColumnReading.withBins(records.listing(hash.hex()), name());
  }

  private List<Path> tables() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder of pictures");
    }
    List<Path> found =
        FilesBelow.of(folder, 2).all().stream()
            .filter(file -> file.endsWith(CSV) || file.endsWith(JSON_LINES))
            .toList();
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "%s: must hold %s or %s, or folders that do; found none"
              .formatted(folder, CSV, JSON_LINES));
    }
    for (Path table : found) {
      LabelTable.checkSize(table);
    }
    return found;
  }

  private void addCsv(Records records, Path table) throws IOException {
    LabelTable read = LabelTable.read(table, List.of());
    ColumnReading reading = reading(columns.inSmallLetters(), read.columns(), table);
    for (LabelTable.Row row : read.rows()) {
      String name = row.verbatim(reading.image());
      records.add(
          key(table, name),
          table,
          row.line(),
          key ->
              reading
                  .candidate(key, LabelText.picture(table.resolveSibling(""), name), row::text)
                  .withPart(part(table)));
    }
  }

  /** The columns are those of all lines together; where a line lacks one, its text is empty. */
  private void addJsonLines(Records records, Path table) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    int objects = eachObject(table, (row, line) -> row.fieldNames().forEachRemaining(names::add));
    if (objects == 0) {
      return;
    }
    ColumnReading reading = reading(columns, List.copyOf(names), table);
    eachObject(
        table,
        (row, line) -> {
          String name = row.path(reading.image()).asText("");
          records.add(
              key(table, name),
              table,
              line,
              key ->
                  reading
                      .candidate(
                          key,
                          LabelText.picture(table.resolveSibling(""), name),
                          column -> row.path(column).asText("").strip())
                      .withPart(part(table)));
        });
  }

  /** Reads the objects of a file with the numbers of their lines, and says how many there are. */
  private static int eachObject(Path table, ObjIntConsumer<JsonNode> reader) throws IOException {
    int objects = 0;
    try (BufferedReader lines = Files.newBufferedReader(table)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.accept(object(line, table, number), number);
          objects++;
        }
      }
    } catch (MalformedInputException e) {
      throw new InvalidInputException(table + ": must be UTF-8", e);
    }
    return objects;
  }

  private static JsonNode object(String line, Path table, int number) {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.isObject()) {
        return row;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s line %d: must be a JSON object: %s"
              .formatted(table, number, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    }
    throw new InvalidInputException(
        "%s line %d: must be a JSON object, is another value".formatted(table, number));
  }

  private ColumnReading reading(Columns named, List<String> among, Path table) {
    return ColumnReading.of(
        named.withUsual("image", "file_name"), among, table.toString(), clipAges);
  }

  private String key(Path table, String name) {
    Path within = folder.relativize(table).getParent();
    return within == null ? name : within.toString().replace('\\', '/') + "/" + name;
  }

  private String part(Path table) {
    Path within = folder.relativize(table).getParent();
    return within == null ? "" : ColumnReading.part(within.toString());
  }
}
