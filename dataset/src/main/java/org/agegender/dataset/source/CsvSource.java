package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.AgeLabel;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.LabelTable;

/**
 * Any folder of pictures with a CSV file of labels: {@code filename,age,gender} and optionally
 * {@code identity,group,source,part}, in any order. Names are relative to the folder. Gender takes
 * {@code 0/1}, {@code f/m} or {@code female/male}; without the column, all are unknown. A row that
 * cannot be used is rejected with its line; a file that is no such table is refused.
 */
public final class CsvSource implements FaceSource {

  private static final List<String> REQUIRED = List.of("filename", "age");

  private final Path folder;
  private final Path labels;
  private final boolean clipAges;

  private CsvSource(Path folder, Path labels, boolean clipAges) {
    this.folder = folder;
    this.labels = labels;
    this.clipAges = clipAges;
  }

  /**
   * @param folder of the pictures
   * @param labels the CSV file; if empty {@code labels.csv} in the folder, or else the only {@code
   *     .csv} file there
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   * @throws InvalidInputException if no labels are named and none or several are found
   * @throws IOException if the folder cannot be read
   */
  public static CsvSource of(Path folder, Optional<Path> labels, boolean clipAges)
      throws IOException {
    return new CsvSource(folder, labels.isPresent() ? labels.get() : find(folder), clipAges);
  }

  private static Path find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder of pictures");
    }
    Path usual = folder.resolve("labels.csv");
    if (Files.exists(usual)) {
      return usual;
    }
    List<Path> tables;
    try (Stream<Path> entries = Files.list(folder)) {
      tables = entries.filter(f -> f.toString().endsWith(".csv")).sorted().limit(2).toList();
    }
    if (tables.size() != 1) {
      throw new InvalidInputException(
          "%s: must hold labels.csv or one .csv file, found %s; name the file with --metadata"
              .formatted(folder, tables.isEmpty() ? "none" : "several"));
    }
    return tables.get(0);
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Listing list() throws IOException {
    LabelTable table = LabelTable.read(labels, REQUIRED);
    boolean genders = table.has("gender");
    Records records = new Records();
    for (LabelTable.Row row : table.rows()) {
      records.add(row.verbatim("filename"), labels, row, key -> candidate(row, key, genders));
    }
    return records.listing(Sha256.of(Files.readAllBytes(labels)));
  }

  private Candidate candidate(LabelTable.Row row, String key, boolean genders) throws RecordFault {
    return new Candidate(
        key,
        LabelText.picture(folder, row.verbatim("filename")),
        AgeLabel.exact(LabelText.age(row.text("age"), clipAges)),
        genders ? Optional.of(LabelText.gender(row.text("gender"))) : Optional.empty(),
        row.text("identity"),
        row.text("group"),
        row.text("source"),
        row.text("part"),
        Optional.empty());
  }
}
