package org.agegender.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held while something writes into a folder, so that two writers never share it. It is a lock on a
 * file that nothing else opens, which the system lets go of when a process dies; the file means
 * nothing by itself.
 */
public final class FolderLock implements AutoCloseable {

  /**
   * Those that this process holds. Its own second attempt must not even open the file: where locks
   * are those of POSIX, closing it again would let go of the first one's.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock, or refuses at once.
   *
   * @param file that is locked; it is made if it is not there, its folder must be
   * @param refusal what to tell the user if another writer, of this process or another, holds it
   * @throws InvalidInputException if so
   * @throws IOException if the file cannot be written
   */
  public static FolderLock acquire(Path file, String refusal) throws IOException {
    Path real = file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName());
    if (!HELD.add(real)) {
      throw new InvalidInputException(refusal);
    }
    boolean acquired = false;
    try {
      FileChannel channel = locked(real, refusal);
      acquired = true;
      return new FolderLock(real, channel);
    } finally {
      if (!acquired) {
        HELD.remove(real);
      }
    }
  }

  private static FileChannel locked(Path file, String refusal) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new InvalidInputException(refusal);
    }
    return channel;
  }

  /**
   * Deletes the file, as the folder needs no lock any more. The lock is held until it is closed.
   *
   * @throws IOException if the file system fails
   */
  public void deleteFile() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
