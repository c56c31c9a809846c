package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.input.LabelTable;
import org.agegender.dataset.input.Sha256;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * Any folder of pictures with a CSV file of labels: {@code filename,age,gender} and optionally
 * {@code identity,group,source}, in any order. Names are relative to the folder. Gender takes
 * {@code 0/1}, {@code f/m} or {@code female/male}. A row that cannot be used is rejected with its
 * line; a file that is no such table is refused.
 */
public final class CsvSource implements FaceSource {

  private static final List<String> REQUIRED = List.of("filename", "age", "gender");

  /** Whole years; tables that once had a gap hold them as {@code 37.0}. */
  private static final Pattern YEARS = Pattern.compile("(-?[0-9]{1,9})(\\.0+)?");

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
    List<Candidate> candidates = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (LabelTable.Row row : LabelTable.read(labels, REQUIRED).rows()) {
      String filename = row.verbatim("filename");
      String key = names.add(filename) ? filename : filename + " (line " + row.line() + ")";
      try {
        candidates.add(candidate(row, key));
      } catch (RowFault fault) {
        String detail =
            "%s line %d: %s".formatted(labels.getFileName(), row.line(), fault.getMessage());
        rejections.add(new Rejection(key, fault.reason, detail));
      }
    }
    return new Listing(candidates, rejections, Sha256.of(Files.readAllBytes(labels)));
  }

  private Candidate candidate(LabelTable.Row row, String key) throws RowFault {
    Path picture = picture(row.verbatim("filename"));
    Age age = age(row.text("age"));
    String gender = row.text("gender");
    return new Candidate(
        key,
        picture,
        age,
        Gender.parse(gender)
            .orElseThrow(
                () ->
                    new RowFault(
                        Reason.GENDER_UNKNOWN,
                        "gender must be 0/1, f/m or female/male, found '" + gender + "'")),
        row.text("identity"),
        row.text("group"),
        row.text("source"));
  }

  private Path picture(String filename) throws RowFault {
    if (filename.isBlank()) {
      throw new RowFault(Reason.MALFORMED_NAME, "filename must not be empty");
    }
    try {
      return folder.resolve(filename);
    } catch (InvalidPathException e) {
      throw new RowFault(Reason.UNSAFE_PATH, "filename is no file name on this machine");
    }
  }

  private Age age(String text) throws RowFault {
    Matcher years = YEARS.matcher(text);
    if (!years.matches()) {
      throw new RowFault(
          Reason.AGE_UNKNOWN,
          "age must be a whole number 0.." + Age.MAX + ", found '" + text + "'");
    }
    int whole = Integer.parseInt(years.group(1));
    if (whole < 0 || whole > Age.MAX && !clipAges) {
      throw new RowFault(Reason.AGE_OUT_OF_RANGE, "age must be 0.." + Age.MAX + ", found " + whole);
    }
    return new Age(Math.min(whole, Age.MAX));
  }

  /** Why a row is left out. */
  private static final class RowFault extends Exception {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    RowFault(Reason reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }
  }
}
