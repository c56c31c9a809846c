package org.agegender.dataset.input;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agegender.core.InvalidInputException;

/**
 * A CSV file with a header (RFC 4180, UTF-8 with or without a byte order mark). Columns are found
 * by name in any order and case; columns nobody asks for are left alone.
 */
public final class LabelTable {

  /** Far above the 460,723 rows of IMDB-WIKI. */
  private static final long MAX_BYTES = 256L << 20;

  /** A field takes some 50 bytes of memory besides its text: one to three gigabytes in all. */
  private static final long MAX_FIELDS = 20_000_000;

  private final Path file;
  private final List<Row> rows;
  private Map<String, Integer> columns = Map.of();

  private LabelTable(Path file, List<Row> rows) {
    this.file = file;
    this.rows = rows;
  }

  /** One row; a column that is absent reads as the empty text. */
  public final class Row {
    private final long line;
    private final CsvRecord fields;
    private final Map<String, Integer> columns;

    private Row(long line, CsvRecord fields, Map<String, Integer> columns) {
      this.line = line;
      this.fields = fields;
      this.columns = columns;
    }

    /** The line of the file on which this row begins; the header is line 1. */
    public long line() {
      return line;
    }

    /** The text of a column, without blanks around it. */
    public String text(String column) {
      return verbatim(column).strip();
    }

    /** The text of a column as it stands: file names may begin or end with a blank. */
    public String verbatim(String column) {
      Integer index = columns.get(column);
      return index == null ? "" : fields.getField(index);
    }

    /** A fault of this row, with file, line and what to do. */
    public InvalidInputException fault(String message) {
      return new InvalidInputException(
          "%s line %d: %s; fix or remove the row".formatted(file, line, message));
    }
  }

  /**
   * Reads a whole file.
   *
   * @param file the CSV file
   * @param required the columns that must be there
   * @throws InvalidInputException if the file is absent, too large, no CSV, or lacks a column
   * @throws IOException if it cannot be read
   */
  public static LabelTable read(Path file, List<String> required) throws IOException {
    return read(file, required, ',', MAX_FIELDS);
  }

  /**
   * Reads a whole file whose columns are separated by tabs.
   *
   * @throws InvalidInputException if the file is absent, too large, no such table, or lacks a
   *     column
   * @throws IOException if it cannot be read
   */
  public static LabelTable readTabbed(Path file, List<String> required) throws IOException {
    return read(file, required, '\t', MAX_FIELDS);
  }

  /**
   * Holds a file of labels to the limit, before it is read.
   *
   * @throws InvalidInputException if it is too large
   * @throws IOException if there is no such file
   */
  public static void checkSize(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidInputException(
          "%s: has %d bytes, a file of labels has at most %d; split it"
              .formatted(file, Files.size(file), MAX_BYTES));
    }
  }

  static LabelTable read(Path file, List<String> required, char separator, long mostFields)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": there is no such file of labels");
    }
    checkSize(file);
    List<Row> rows = new ArrayList<>();
    LabelTable table = new LabelTable(file, rows);
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .commentStrategy(CommentStrategy.NONE)
            .detectBomHeader(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowUnclosedQuote(false)
            .ofCsvRecord(file)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new InvalidInputException(
            "%s: is empty; the first line must name the columns %s"
                .formatted(file, String.join(",", required)));
      }
      List<String> header = records.next().getFields();
      Map<String, Integer> columns = columns(file, header, required);
      table.columns = Map.copyOf(columns);
      while (records.hasNext()) {
        CsvRecord fields = records.next();
        Row row = table.new Row(fields.getStartingLineNumber(), fields, columns);
        if (fields.getFieldCount() != header.size()) {
          throw row.fault(
              "must have %d fields as the header has, found %d"
                  .formatted(header.size(), fields.getFieldCount()));
        }
        rows.add(row);
        if ((long) rows.size() * header.size() > mostFields) {
          throw new InvalidInputException(
              "%s line %d: a file of labels has at most %d fields; split it or leave columns out"
                  .formatted(file, row.line(), mostFields));
        }
      }
    } catch (CsvParseException e) {
      throw new InvalidInputException(file + ": is no CSV: " + e.getMessage(), e);
    }
    return table;
  }

  private static Map<String, Integer> columns(
      Path file, List<String> header, List<String> required) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      if (columns.put(name, i) != null) {
        throw new InvalidInputException(
            "%s line 1: each column must be there once, found two named %s; rename one"
                .formatted(file, name));
      }
    }
    for (String name : required) {
      if (!columns.containsKey(name)) {
        throw new InvalidInputException(
            "%s line 1: the header must name the columns %s, %s is missing among %s; add it"
                .formatted(file, String.join(",", required), name, String.join(",", header)));
      }
    }
    return columns;
  }

  /** The names of the columns, in small letters and in no order. */
  public List<String> columns() {
    return columns.keySet().stream().sorted().toList();
  }

  /** Whether the header names a column, in small letters. */
  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** The rows in the order of the file. */
  public List<Row> rows() {
    return rows;
  }
}
