package org.agegender.models;

import org.agegender.core.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Tells progress in KiB, from the first bytes on; a download that begins anew is told of only where
 * it gets further.
 */
final class Tally implements AutoCloseable {

  private static final int KIB = 1024;

  private final Progress progress;
  private final ModelEntry entry;
  private Progress.@Nullable Task task;
  private long told;

  Tally(Progress progress, ModelEntry entry) {
    this.progress = progress;
    this.entry = entry;
  }

  /** So many bytes of the file are there; the first time those that were there before. */
  void reached(long bytes) {
    long now = kib(bytes);
    if (task == null) {
      task = progress.start(entry.name() + " (KiB)", kib(entry.size()), now);
      told = now;
    } else if (now > told) {
      task.advance(now - told);
      told = now;
    }
  }

  @Override
  public void close() {
    if (task != null) {
      task.close();
    }
  }

  /** How many KiB there are, the last one begun. */
  private static long kib(long bytes) {
    return (bytes + KIB - 1) / KIB;
  }
}
