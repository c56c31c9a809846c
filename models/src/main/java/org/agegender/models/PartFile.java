package org.agegender.models;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agegender.core.AtomicFile;

/**
 * The beginning of a file whose rest is still to come, and beside it the server's mark of the
 * version it belongs to (an ETag or a time of change), without which nothing can be added to it.
 *
 * @param path where it lies
 */
record PartFile(Path path) {

  private static final Pattern MARK = Pattern.compile("[\\x20-\\x7e]{1,500}");

  /** How many bytes are there. */
  long length() throws IOException {
    return Files.isRegularFile(path) ? Files.size(path) : 0;
  }

  /** The version that the bytes belong to, if it is known. */
  Optional<String> mark() throws IOException {
    if (!Files.isRegularFile(markFile())) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(markFile()), StandardCharsets.ISO_8859_1);
    return Optional.of(text).filter(PartFile::isMark);
  }

  /** Begins anew, with the bytes of this version. */
  Writer begin(Optional<String> mark) throws IOException {
    discard();
    if (mark.filter(PartFile::isMark).isPresent()) {
      AtomicFile.writeString(markFile(), mark.get());
    }
    return new Writer(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Goes on behind the last byte. */
  Writer resume() throws IOException {
    return new Writer(path, StandardOpenOption.APPEND);
  }

  /** The file is whole: gives it its name. */
  void become(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    discard();
  }

  /** Removes it; whether there was any. */
  boolean discard() throws IOException {
    Files.deleteIfExists(markFile());
    return Files.deleteIfExists(path);
  }

  private Path markFile() {
    return path.resolveSibling(path.getFileName() + ".mark");
  }

  private static boolean isMark(String text) {
    return MARK.matcher(text).matches();
  }

  /** Adds bytes; on the disk when closed. */
  static final class Writer implements Closeable {

    private final Path path;
    private final FileChannel channel;

    private Writer(Path path, StandardOpenOption... options) throws IOException {
      this.path = path;
      StandardOpenOption[] all = Arrays.copyOf(options, options.length + 1);
      all[options.length] = StandardOpenOption.WRITE;
      channel = FileChannel.open(path, all);
    }

    /**
     * @throws FileSystemException if the disk does not take it, as apart from what the network does
     */
    void write(ByteBuffer bytes) throws IOException {
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw named(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        channel.force(true);
      } catch (IOException e) {
        throw named(e);
      }
    }

    private FileSystemException named(IOException cause) {
      FileSystemException named =
          new FileSystemException(path.toString(), null, cause.getMessage());
      named.initCause(cause);
      return named;
    }
  }
}
