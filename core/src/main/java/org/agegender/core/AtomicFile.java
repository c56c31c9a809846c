package org.agegender.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Files that are whole or absent: written beside, forced to the disk, renamed. A process killed at
 * any moment leaves the old file or the new one, and at most a stray {@code .part} file that the
 * next writer replaces.
 */
public final class AtomicFile {

  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** Writes the content of a file to a stream. */
  @FunctionalInterface
  public interface Content {
    /**
     * @param out buffered; closed by the caller
     * @throws IOException if the content cannot be written, also within an {@link
     *     UncheckedIOException}
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file whole, replacing what was there.
   *
   * @param target the file; its folder must exist
   * @param content what to write
   * @throws ClosedByInterruptException if the thread is interrupted; the target is then as it was,
   *     or whole and new
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        writeTo(out, content);
        out.flush();
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw named(target, e);
    } finally {
      Files.deleteIfExists(part);
    }
    forceFolder(target.resolveSibling("").toAbsolutePath());
  }

  /**
   * Writes a UTF-8 text whole, replacing what was there.
   *
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void writeString(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writers of CSV wrap what the disk says. */
  private static void writeTo(OutputStream out, Content content) throws IOException {
    try {
      content.writeTo(out);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** A full disk says only that it is full: adds which file did not fit. */
  private static FileSystemException named(Path target, IOException cause) {
    FileSystemException named =
        new FileSystemException(target.toString(), null, cause.getMessage());
    named.initCause(cause);
    return named;
  }

  /** Makes renames in a folder durable. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
