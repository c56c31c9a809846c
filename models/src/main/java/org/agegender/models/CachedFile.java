package org.agegender.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agegender.core.AtomicFile;

/**
 * An entry's file in the cache. Beside it stands a line that says with which hash, size and time of
 * change it was verified, so that a look need not read hundreds of megabytes again.
 *
 * @param entry what it must be
 * @param path where it lies
 */
record CachedFile(ModelEntry entry, Path path) {

  /** Looks, and reads the whole file only if it was not verified as it lies there. */
  Presence presence() throws IOException {
    if (!Files.isRegularFile(path)) {
      return Files.exists(part().path()) ? Presence.PARTLY : Presence.ABSENT;
    }
    if (Files.size(path) != entry.size()) {
      return Presence.DAMAGED;
    }
    if (wasVerified()) {
      return Presence.PRESENT;
    }
    if (!Checksum.of(path).equals(entry.sha256())) {
      return Presence.DAMAGED;
    }
    if (Files.isWritable(path.resolveSibling(""))) {
      noteVerified();
    }
    return Presence.PRESENT;
  }

  /** Says that the file as it lies there has the entry's hash. */
  void noteVerified() throws IOException {
    AtomicFile.writeString(note(), verified());
  }

  PartFile part() {
    return new PartFile(beside(".part"));
  }

  Path lock() {
    return beside(".lock");
  }

  /** Removes the file and what stands beside it; whether there was any. */
  boolean remove() throws IOException {
    Files.deleteIfExists(note());
    boolean part = part().discard();
    return Files.deleteIfExists(path) || part;
  }

  private boolean wasVerified() throws IOException {
    return Files.isRegularFile(note()) && Files.readString(note()).equals(verified());
  }

  private String verified() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s %d %d%n",
        entry.sha256(),
        Files.size(path),
        Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS));
  }

  private Path note() {
    return beside(".verified");
  }

  private Path beside(String ending) {
    return path.resolveSibling(entry.fileName() + ending);
  }
}
