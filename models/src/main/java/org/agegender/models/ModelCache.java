package org.agegender.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.core.AtomicFile;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;

/**
 * The folder that keeps the files of the table, each verified by its SHA-256.
 *
 * <pre>{@code
 * Path detector = ModelCache.standard().fetch(ModelCache.FACE_DETECTOR, Progress.silent());
 * }</pre>
 *
 * Only {@link #fetch} uses the network. Several threads and processes may use one folder at the
 * same time: the first one fetches, the others wait for it.
 */
public final class ModelCache {

  /** The name of the face detector that needs to be fetched. */
  public static final String FACE_DETECTOR = "yunet";

  private final Path folder;
  private final ModelTable table;
  private final boolean offline;
  private final Patience patience;

  ModelCache(Path folder, ModelTable table, boolean offline, Patience patience) {
    this.folder = folder;
    this.table = table;
    this.offline = offline;
    this.patience = patience;
  }

  /**
   * The user's own cache: in {@code AGEGENDER_CACHE} if the environment names it, else where the
   * system keeps caches ({@code XDG_CACHE_HOME}, {@code ~/.cache}, {@code LOCALAPPDATA}). Without
   * network if {@code AGEGENDER_OFFLINE} is 1.
   */
  public static ModelCache standard() {
    CacheSettings settings = CacheSettings.ofProcess();
    return new ModelCache(
        settings.folder(), ModelTable.standard(), settings.offline(), Patience.DEFAULT);
  }

  /** A cache in this folder, which is made when something is put there. */
  public static ModelCache in(Path folder) {
    return new ModelCache(folder, ModelTable.standard(), false, Patience.DEFAULT);
  }

  /**
   * A cache with a table of its own, such as one whose addresses are a mirror's.
   *
   * @throws IllegalArgumentException if two entries have the same name or the same file
   */
  public static ModelCache of(Path folder, List<ModelEntry> entries) {
    return new ModelCache(folder, ModelTable.of(entries), false, Patience.DEFAULT);
  }

  /** The same cache, which never asks the network. */
  public ModelCache offline() {
    return new ModelCache(folder, table, true, patience);
  }

  /** Where the files are kept; need not exist. */
  public Path folder() {
    return folder;
  }

  /** All files that can be fetched, in the order of the table. */
  public List<ModelEntry> entries() {
    return List.copyOf(table.entries().values());
  }

  /**
   * What is known of a file.
   *
   * @throws InvalidInputException if the table has no such name
   */
  public ModelEntry entry(String name) {
    return table.entry(name);
  }

  /** Where a file lies, or would lie. */
  public Path path(String name) {
    return file(name).path();
  }

  /**
   * The file if it is there and whole. Cheap for a file that was verified before; one that somebody
   * put there is read once.
   *
   * @throws InvalidInputException if the table has no such name
   * @throws IOException if the folder cannot be read
   */
  public Optional<Path> find(String name) throws IOException {
    return presence(name) == Presence.PRESENT ? Optional.of(path(name)) : Optional.empty();
  }

  /**
   * How a file stands.
   *
   * @throws InvalidInputException if the table has no such name
   * @throws IOException if the folder cannot be read
   */
  public Presence presence(String name) throws IOException {
    return file(name).presence();
  }

  /**
   * Brings a file into the cache, unless it is there: over the network, from where an earlier
   * attempt was cut off.
   *
   * @param progress is told the KiB received
   * @return the file, whole and verified
   * @throws InvalidInputException if the table has no such name, the network must not be asked, or
   *     the folder cannot be written
   * @throws FetchException if it cannot be fetched
   * @throws InterruptedException if the thread is interrupted; what was received is kept
   */
  public Path fetch(String name, Progress progress) throws IOException, InterruptedException {
    CachedFile file = file(name);
    if (file.presence() == Presence.PRESENT) {
      return file.path();
    }
    if (offline) {
      throw new InvalidInputException(missing(file));
    }
    makeFolder();
    try (CacheLock lock = CacheLock.acquire(file.lock())) {
      if (file.presence() == Presence.PRESENT) {
        return file.path();
      }
      PartFile part = file.part();
      try (Tally tally = new Tally(progress, file.entry())) {
        new Download(file.entry(), part, new Transport(patience), patience, tally).run();
      }
      part.become(file.path());
      file.noteVerified();
      return file.path();
    }
  }

  /**
   * Takes a file that the user brought by other means into the cache, unless it is there.
   *
   * @param from the file, or a folder that holds it under its name in the table
   * @return the file in the cache, whole and verified
   * @throws InvalidInputException if it is not the file of that name, or the folder cannot be
   *     written
   */
  public Path take(String name, Path from) throws IOException, InterruptedException {
    CachedFile file = file(name);
    if (file.presence() == Presence.PRESENT) {
      return file.path();
    }
    ModelEntry entry = file.entry();
    Path source = Files.isDirectory(from) ? from.resolve(entry.fileName()) : from;
    if (!Files.isRegularFile(source)) {
      throw new InvalidInputException(
          "%s: there is no such file; %s was to be taken from it".formatted(source, name));
    }
    if (Files.size(source) != entry.size()) {
      throw other(source, entry, entry.size() + " bytes", Files.size(source) + " bytes");
    }
    makeFolder();
    try (CacheLock lock = CacheLock.acquire(file.lock())) {
      AtomicFile.write(
          file.path(),
          out -> {
            String hash = Checksum.copy(source, out);
            if (!hash.equals(entry.sha256())) {
              throw other(source, entry, "the SHA-256 " + entry.sha256(), hash);
            }
          });
      file.noteVerified();
      file.part().discard();
      return file.path();
    }
  }

  /**
   * Removes a file, and what was received of it, from the cache.
   *
   * @return whether there was any
   * @throws InvalidInputException if the table has no such name
   */
  public boolean remove(String name) throws IOException, InterruptedException {
    CachedFile file = file(name);
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (CacheLock lock = CacheLock.acquire(file.lock())) {
      return file.remove();
    }
  }

  /** One line on how to get a file that is not there. */
  public String howToGet(String name) {
    ModelEntry entry = entry(name);
    return ("run 'agegender models fetch %s' where there is a network, or bring %s and run"
            + " 'agegender models fetch %s --from FILE'")
        .formatted(name, entry.address(), name);
  }

  private CachedFile file(String name) {
    ModelEntry entry = entry(name);
    return new CachedFile(entry, folder.resolve(entry.fileName()));
  }

  private String missing(CachedFile file) {
    String name = file.entry().name();
    return "%s: %s is not there, and the network must not be asked (--offline, AGEGENDER_OFFLINE); %s"
        .formatted(name, file.path(), howToGet(name));
  }

  private static InvalidInputException other(
      Path source, ModelEntry entry, String wanted, String found) {
    return new InvalidInputException(
        "%s: is not %s, which has %s, found %s; fetch it from %s"
            .formatted(source, entry.fileName(), wanted, found, entry.address()));
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new InvalidInputException(notWritable("permission denied"));
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          notWritable(e.getClass().getSimpleName() + " " + e.getMessage()), e);
    }
  }

  private String notWritable(String reason) {
    return "%s: the cache must be a folder that can be written (%s); name another by AGEGENDER_CACHE"
        .formatted(folder, reason);
  }
}
