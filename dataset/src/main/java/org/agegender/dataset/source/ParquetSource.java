package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.agegender.core.FilesBelow;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.core.Sha256;
import org.agegender.dataset.parquet.ParquetFile;
import org.agegender.dataset.parquet.ParquetRow;
import org.agegender.dataset.source.Rejection.Reason;
import org.agegender.vision.PictureLimits;

/**
 * Parquet files with a row for each face, as on the Hugging Face Hub: the picture itself in a
 * column (bytes, or a struct of bytes and path) or its path, and labels as numbers, texts, or
 * classes with names. Files named {@code train...}, {@code val...} and {@code test...} are the
 * published parts.
 */
public final class ParquetSource implements FaceSource, EmbeddedPictures {

  private static final String SUFFIX = ".parquet";

  private final Path folder;
  private final List<Path> files;
  private final Columns columns;
  private final boolean clipAges;

  private ParquetSource(Path folder, List<Path> files, Columns columns, boolean clipAges) {
    this.folder = folder;
    this.files = files;
    this.columns = columns;
    this.clipAges = clipAges;
  }

  /**
   * @param folder what paths of pictures are relative to
   * @param files the Parquet files; if empty all in the folder and in folders within
   * @param columns which hold what
   * @param clipAges whether ages over 100 count as 100; else they are rejected
   * @throws InvalidInputException if there is no file, or a folder cannot be read
   * @throws IOException if the file system fails
   */
  public static ParquetSource of(Path folder, List<Path> files, Columns columns, boolean clipAges)
      throws IOException {
    return new ParquetSource(folder, files.isEmpty() ? find(folder) : files, columns, clipAges);
  }

  private static List<Path> find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(folder + ": there is no such folder");
    }
    List<Path> found =
        FilesBelow.of(folder).all().stream()
            .filter(file -> file.toString().endsWith(SUFFIX))
            .toList();
    if (found.isEmpty()) {
      throw new InvalidInputException(
          folder + ": must hold .parquet files, found none; name them with --metadata");
    }
    return found;
  }

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Listing list() throws IOException {
    Records records = new Records();
    Sha256 hash = new Sha256();
    boolean embedded = embedded().isPresent();
    for (Path path : files) {
      try (ParquetFile file = ParquetFile.open(path)) {
        ColumnReading reading = reading(file, path);
        if (file.embeds(reading.image()) != embedded) {
          throw new InvalidInputException(
              "%s: the column %s must hold pictures in all files or paths in all; prepare them apart"
                  .formatted(path, reading.image()));
        }
        String name = nameOf(path);
        file.rows(
            reading.labels(),
            reading.image(),
            row -> {
              String key = (name.isEmpty() ? row.file() : name) + "#" + row.number();
              hash.add(key)
                  .add(row.picture())
                  .add(reading.labels().stream().map(row::text).toList().toString());
              records.add(key, unique -> candidate(unique, row, reading, embedded));
            });
      }
    }
    columns.addTo(hash);
    return ColumnReading.withBins(records.listing(hash.hex()), name());
  }

  /** Which of several files it is; empty if there is but one. */
  private String nameOf(Path file) {
    if (files.size() == 1) {
      return "";
    }
    Path within = folder.toAbsolutePath().normalize();
    return within.relativize(file.toAbsolutePath().normalize()).toString();
  }

  private Candidate candidate(String key, ParquetRow row, ColumnReading reading, boolean embedded)
      throws RecordFault {
    if (row.picture().isEmpty()) {
      throw new RecordFault(Reason.PICTURE_MISSING, "the row has no picture");
    }
    // Never read into memory: as with files, the limit is for what can be decoded.
    if (row.bytes() > PictureLimits.DEFAULT.maxBytes()) {
      throw new RecordFault(
          Reason.PICTURE_UNREADABLE,
          "the picture has %d bytes, the limit is %d"
              .formatted(row.bytes(), PictureLimits.DEFAULT.maxBytes()));
    }
    Path picture =
        embedded ? Path.of(place(row.picture())) : LabelText.picture(folder, row.picture());
    return reading.candidate(key, picture, row::text).withPart(ColumnReading.part(row.file()));
  }

  @Override
  public Optional<EmbeddedPictures> embedded() throws IOException {
    try (ParquetFile file = ParquetFile.open(files.get(0))) {
      return file.embeds(reading(file, files.get(0)).image())
          ? Optional.of(this)
          : Optional.empty();
    }
  }

  private ColumnReading reading(ParquetFile file, Path path) {
    return ColumnReading.of(columns, file.columns(), path.toString(), clipAges);
  }

  @Override
  public void unpack(Path target, long mostBytes, Progress progress) throws IOException {
    try (Progress.Task task = progress.start("unpack", files.size())) {
      for (Path path : files) {
        try (ParquetFile file = ParquetFile.open(path)) {
          file.pictures(
              reading(file, path).image(),
              mostBytes,
              (sha256, encoded) -> write(target.resolve(place(sha256)), encoded));
        }
        task.advance(1);
      }
    }
  }

  private static void write(Path file, byte[] encoded) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
    if (Files.exists(file) && Files.size(file) == encoded.length) {
      return;
    }
    Files.createDirectories(file.resolveSibling(""));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, encoded);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String place(String sha256) {
    return sha256.substring(0, 2) + "/" + sha256;
  }
}
