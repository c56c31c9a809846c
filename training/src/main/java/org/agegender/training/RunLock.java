package org.agegender.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agegender.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Held while something writes into a run, so that two trainers never share one. It is a lock on the
 * file {@code .lock} beside the checkpoints, which the system lets go of when a process dies; the
 * file stays and means nothing by itself.
 */
final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws InvalidInputException if another trainer, of this process or another, holds the lock
   * @throws IOException if the file cannot be written
   */
  static RunLock acquire(RunFolder run) throws IOException {
    Path file = run.checkpoints().resolve(".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new InvalidInputException(
          run.path() + ": another train is writing into this run; wait for it or stop it");
    }
    return new RunLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
