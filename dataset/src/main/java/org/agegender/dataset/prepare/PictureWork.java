package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.dataset.input.PictureFolder;
import org.agegender.dataset.input.PictureFolder.Place;
import org.agegender.dataset.input.Sha256;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Rejection.Reason;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;
import org.jspecify.annotations.Nullable;

/**
 * The work on one picture: read, hash, decode, resize, write; or nothing of that where the journal
 * says that it is done and the disk agrees. Exact copies are decoded once. Safe for use by several
 * threads.
 */
final class PictureWork {

  /** Stands for "can be decoded" among the messages of those that cannot. */
  private static final String DECODED = "";

  private final PrepareOptions options;
  private final PictureFolder input;
  private final Path output;
  private final Journal journal;
  private final JournalEntries entries;
  private final CropStore crops;
  private final PictureDecoder decoder;

  /** Pictures some thread took on, by hash. */
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  /** Of each picture, by hash, why it cannot be decoded. */
  private final Map<String, String> faults = new ConcurrentHashMap<>();

  private final AtomicInteger resumed = new AtomicInteger();

  PictureWork(PrepareOptions options, Journal journal, JournalEntries entries, CropStore crops) {
    this.options = options;
    this.input = PictureFolder.of(options.input());
    this.output = options.output();
    this.journal = journal;
    this.entries = entries;
    this.crops = crops;
    this.decoder = new PictureDecoder(options.limits());
  }

  /** Candidates for which nothing had to be done. */
  int resumed() {
    return resumed.get();
  }

  /** Why the picture with this hash cannot be decoded; null if it can. Asked when all is done. */
  @Nullable String fault(String hash) {
    String fault = faults.get(hash);
    return DECODED.equals(fault) ? null : fault;
  }

  /**
   * Does the work for one candidate.
   *
   * @param index its place in the listing
   * @throws IOException if the output cannot be written; faults of the input are outcomes
   */
  Outcome process(int index, Candidate candidate) throws IOException {
    Place place;
    try {
      place = input.locate(candidate.picture());
    } catch (IOException e) {
      return unreadable(e);
    }
    if (place instanceof Place.Found found) {
      return process(index, found.file(), found.attributes());
    } else if (place instanceof Place.Outside outside) {
      return new Outcome.Left(Reason.UNSAFE_PATH, "the file name " + outside.how());
    }
    return new Outcome.Left(Reason.PICTURE_MISSING, "there is no such file");
  }

  private Outcome process(int index, Path file, BasicFileAttributes attributes) throws IOException {
    // Reading a pipe or a device could wait for ever.
    if (!attributes.isRegularFile()) {
      return new Outcome.Left(Reason.PICTURE_UNREADABLE, "not a regular file");
    }
    long modified = attributes.lastModifiedTime().toMillis();
    String known = entries.hash(index, attributes.size(), modified);
    if (known != null && isDone(known)) {
      resumed.incrementAndGet();
      return new Outcome.Cropped(known);
    }
    byte[] encoded;
    try {
      options.limits().checkBytes(attributes.size());
      encoded = Files.readAllBytes(file);
    } catch (IOException e) {
      return unreadable(e);
    }
    String hash = Sha256.of(encoded);
    if (taken.add(hash) && !isDone(hash)) {
      crop(hash, encoded);
    }
    journal.read(index, attributes.size(), modified, hash);
    return new Outcome.Cropped(hash);
  }

  private static Outcome unreadable(IOException e) {
    String detail =
        e instanceof UnreadablePictureException
            ? String.valueOf(e.getMessage())
            : e instanceof AccessDeniedException
                ? "there is no permission to read the file"
                : "the file cannot be read: " + e.getClass().getSimpleName();
    return new Outcome.Left(Reason.PICTURE_UNREADABLE, detail);
  }

  private boolean isDone(String hash) throws IOException {
    if (faults.containsKey(hash)) {
      return true;
    }
    String fault = entries.unreadable(hash);
    CropFile crop = entries.crop(hash);
    if (fault == null && crop != null && crop.isOnDisk(output, hash)) {
      fault = DECODED;
    }
    if (fault != null) {
      faults.put(hash, fault);
    }
    return fault != null;
  }

  private void crop(String hash, byte[] encoded) throws IOException {
    int size = options.imageSize();
    byte[] jpeg;
    try (Picture picture = decoder.decode(encoded);
        Picture resized = picture.resize(size, size)) {
      jpeg = resized.toJpeg(options.jpegQuality());
    } catch (UnreadablePictureException e) {
      String fault = String.valueOf(e.getMessage());
      faults.put(hash, fault);
      journal.unreadable(hash, fault);
      return;
    }
    CropFile crop = crops.write(hash, jpeg);
    journal.written(hash, crop);
    faults.put(hash, DECODED);
  }
}
