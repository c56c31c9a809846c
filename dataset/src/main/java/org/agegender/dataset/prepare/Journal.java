package org.agegender.dataset.prepare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.source.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What is finished of a set that is not complete, a line for each step, so that a run killed at any
 * moment can be taken up. The first line is the recipe; a line that was torn is left out. Only who
 * holds the lock of the folder may open it. Safe for use by several threads.
 */
final class Journal implements AutoCloseable {

  static final String FILE_NAME = PreparedSet.JOURNAL_NAME;

  private static final String MAGIC = "agegender-prepare 1 ";

  /** Lines kept back at most: what a kill loses. */
  private static final int BUFFERED = 32;

  private final Path file;
  private final RandomAccessFile out;
  private final StringBuilder buffer = new StringBuilder();
  private int buffered;

  private Journal(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /** The recipe of the unfinished set in a folder; null if there is none. */
  static @Nullable Recipe recipe(Path output) throws IOException {
    Path file = output.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String first = lines.readLine();
      return first == null || !first.startsWith(MAGIC)
          ? null
          : Recipe.parse(first.substring(MAGIC.length()));
    }
  }

  /**
   * Opens the journal of a folder for writing at its end.
   *
   * @param restart whether to drop what it says and begin anew with this recipe
   */
  static Journal open(Path output, Recipe recipe, boolean restart) throws IOException {
    Path file = output.resolve(FILE_NAME);
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    try {
      Journal journal = new Journal(file, out);
      if (restart) {
        out.setLength(0);
        journal.append(MAGIC + recipe.toJson());
        journal.flush();
        out.getFD().sync();
      } else {
        // A torn last line gets an end of its own.
        out.seek(out.length());
        journal.append("");
      }
      return journal;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** A picture was read: its place in the listing, how it looked on disk, its SHA-256. */
  void read(int index, long size, long modified, String hash) throws IOException {
    append(String.join("\t", "P", index + "", size + "", modified + "", hash));
  }

  /** The crop named after this hash was written. */
  void written(String hash, CropFile crop, CroppedBy by) throws IOException {
    String line =
        String.join("\t", "C", hash, crop.length() + "", Long.toHexString(crop.checksum()));
    append(by == CroppedBy.RESIZING ? line : line + "\t" + by.label());
  }

  /** The crop named after this hash cannot be made. */
  void impossible(String hash, CropState.Impossible why) throws IOException {
    String kind = why.reason() == Rejection.Reason.NO_FACE ? "N" : "U";
    append(String.join("\t", kind, hash, why.detail().replaceAll("[\t\r\n]", " ")));
  }

  private synchronized void append(String line) throws IOException {
    buffer.append(line).append('\n');
    if (++buffered >= BUFFERED) {
      flush();
    }
  }

  /** Hands all lines to the operating system, where they outlive this process. */
  synchronized void flush() throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
    buffered = 0;
  }

  /** Deletes the file: the set is complete. */
  synchronized void delete() throws IOException {
    buffer.setLength(0);
    Files.delete(file);
  }

  /** Writes what is kept back, if there is room for it. */
  @Override
  public synchronized void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
