package org.agegender.dataset.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.agegender.core.InvalidInputException;

/**
 * One Parquet file, read in streams: neither labels nor pictures need fit into memory. Belongs to
 * one thread.
 */
public final class ParquetFile implements AutoCloseable {

  private static final String BLOB = "BLOB";
  private static final String STRUCT = "STRUCT";

  /** Rows of DuckDB's vectors. */
  private static final int BLOCK = 2048;

  /** Of smaller shares of its vectors DuckDB makes larger vectors again. */
  private static final int MOST_PASSES = 32;

  private static final long AT_ONCE = 64L << 20;

  private final Path file;
  private final Connection connection;
  private final Map<String, String> columns = new LinkedHashMap<>();
  private final Map<String, List<String>> classes = new HashMap<>();

  private ParquetFile(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Takes rows one by one. */
  public interface Rows {
    void accept(ParquetRow row) throws IOException;
  }

  /** Takes embedded pictures one by one. */
  public interface Pictures {
    void accept(String sha256, byte[] encoded) throws IOException;
  }

  /**
   * Opens a file and reads its columns.
   *
   * @throws InvalidInputException if it is no Parquet file
   * @throws IOException if its folder cannot be read
   */
  public static ParquetFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": there is no such Parquet file");
    }
    Path real = file.toRealPath();
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("threads", "1");
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("jdbc_stream_results", "true");
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
      ParquetFile opened = new ParquetFile(real, connection);
      try {
        opened.lock();
        opened.readColumns();
        return opened;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw refused(file, e);
    }
  }

  /** From here on the file is all that can be read, and nothing can be written. */
  private void lock() throws SQLException {
    execute("SET allowed_paths = [%s]".formatted(quoted(file.toString())));
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
  }

  private void readColumns() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + source())) {
      while (found.next()) {
        columns.put(found.getString(1), found.getString(2));
      }
    }
    String query =
        "SELECT decode(value) FROM parquet_kv_metadata(%s) WHERE decode(key) = %s"
            .formatted(quoted(file.toString()), quoted(ClassNames.KEY));
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        classes.putAll(ClassNames.parse(found.getString(1)));
      }
    }
  }

  /** The names of the columns, in their order. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** Whether the pictures themselves stand in a column, and not their paths. */
  public boolean embeds(String column) {
    String type = columns.getOrDefault(column, "");
    return type.equals(BLOB) || type.startsWith(STRUCT);
  }

  /**
   * Reads all rows in order, without the bytes of pictures.
   *
   * @param labels columns to read as texts; all must be there
   * @param image the column of the pictures; must be there
   * @throws InvalidInputException if the file cannot be read to its end
   */
  public void rows(List<String> labels, String image, Rows rows) throws IOException {
    List<String> wanted = new ArrayList<>();
    wanted.add("file_row_number");
    if (embeds(image)) {
      wanted.add("sha256(%s)".formatted(bytes(image)));
      wanted.add("octet_length(%s)".formatted(bytes(image)));
    } else {
      wanted.add("CAST(%s AS VARCHAR)".formatted(name(image)));
      wanted.add("0");
    }
    labels.forEach(label -> wanted.add("CAST(%s AS VARCHAR)".formatted(name(label))));
    String query = "SELECT %s FROM %s".formatted(String.join(", ", wanted), numberedRows());
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
          String text = text(found, i + 4);
          List<String> names = classes.getOrDefault(labels.get(i), List.of());
          texts.put(labels.get(i), ClassNames.name(text.strip(), names));
        }
        rows.accept(
            new ParquetRow(
                String.valueOf(file.getFileName()),
                found.getLong(1),
                texts,
                text(found, 2),
                found.getLong(3)));
      }
    } catch (SQLException e) {
      throw refused(file, e);
    }
  }

  /**
   * Reads all embedded pictures of at most so many bytes, in no order.
   *
   * @throws InvalidInputException if the file cannot be read to its end
   */
  public void pictures(String image, long mostBytes, Pictures pictures) throws IOException {
    pictures(image, mostBytes, AT_ONCE, pictures);
  }

  /**
   * The driver hands {@value #BLOCK} rows over at once, with all their bytes in the heap. So a file
   * of large pictures is gone through several times, for a share of its rows each time.
   *
   * @param atOnce how many bytes may be in the heap at once, roughly
   */
  void pictures(String image, long mostBytes, long atOnce, Pictures pictures) throws IOException {
    String bytes = bytes(image);
    try {
      long passes = Math.max(1, Math.min(MOST_PASSES, largestBlock(bytes) / atOnce + 1));
      for (long pass = 0; pass < passes; pass++) {
        String query =
            String.format(
                Locale.ROOT,
                "SELECT sha256(%s), %s FROM %s WHERE octet_length(%s) <= %d AND file_row_number %% %d = %d",
                bytes,
                bytes,
                numberedRows(),
                bytes,
                mostBytes,
                passes,
                pass);
        try (Statement statement = connection.createStatement();
            ResultSet found = statement.executeQuery(query)) {
          while (found.next()) {
            pictures.accept(found.getString(1), found.getBytes(2));
          }
        }
      }
    } catch (SQLException e) {
      throw refused(file, e);
    }
  }

  private long largestBlock(String bytes) throws SQLException {
    String query =
        String.format(
            Locale.ROOT,
            "SELECT max(total) FROM (SELECT sum(octet_length(%s)) AS total FROM %s GROUP BY file_row_number // %d)",
            bytes,
            numberedRows(),
            BLOCK);
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  private String numberedRows() {
    return "read_parquet(%s, file_row_number = true)".formatted(quoted(file.toString()));
  }

  private String bytes(String image) {
    boolean struct = columns.getOrDefault(image, "").startsWith(STRUCT);
    return struct ? name(image) + ".bytes" : name(image);
  }

  private String source() {
    return "read_parquet(%s)".formatted(quoted(file.toString()));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static InvalidInputException refused(Path file, SQLException e) {
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new InvalidInputException(
        "%s: cannot be read as a Parquet file: %s".formatted(file, why), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a connection within this process must close", e);
    }
  }
}
