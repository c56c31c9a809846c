package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.core.Sha256;
import org.agegender.dataset.input.PictureFolder;
import org.agegender.dataset.input.PictureFolder.Place;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Rejection.Reason;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/**
 * The work on one picture: read, hash, decode, crop, write; or nothing of that where the journal
 * says that it is done and the disk agrees. Exact copies are decoded once. Safe for use by several
 * threads.
 */
final class PictureWork {

  private final PrepareOptions options;
  private final Optional<Path> unpacked;
  private final PictureFolder input;
  private final Path output;
  private final Journal journal;
  private final JournalEntries entries;
  private final CropStore crops;
  private final PictureDecoder decoder;
  private final Cropping cropping;

  /** Crops some thread took on, by hash. */
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  /** What became of each crop, by hash. */
  private final Map<String, CropState> states = new ConcurrentHashMap<>();

  private final AtomicInteger resumed = new AtomicInteger();

  /**
   * @param unpacked where pictures lie that were in no files of their own; empty if there are none
   */
  PictureWork(
      PrepareOptions options,
      Optional<Path> unpacked,
      Journal journal,
      JournalEntries entries,
      CropStore crops) {
    this.options = options;
    this.unpacked = unpacked;
    this.input = PictureFolder.of(unpacked.orElse(options.input()));
    this.output = options.output();
    this.journal = journal;
    this.entries = entries;
    this.crops = crops;
    this.decoder = new PictureDecoder(options.limits());
    this.cropping = options.cropping();
  }

  /** Candidates for which nothing had to be done. */
  int resumed() {
    return resumed.get();
  }

  /** What became of a crop. Asked when all is done. */
  CropState state(Outcome.Cropped cropped) {
    return Objects.requireNonNull(states.get(cropped.crop()), "a crop was left out");
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
      Path picture = candidate.picture();
      place = input.locate(unpacked.map(folder -> folder.resolve(picture)).orElse(picture));
    } catch (IOException e) {
      return unreadable(e);
    }
    if (place instanceof Place.Found found) {
      return process(index, candidate, found.file(), found.attributes());
    } else if (place instanceof Place.Outside outside) {
      return new Outcome.Left(Reason.UNSAFE_PATH, "the file name " + outside.how());
    }
    return new Outcome.Left(Reason.PICTURE_MISSING, "there is no such file");
  }

  private Outcome process(int index, Candidate candidate, Path file, BasicFileAttributes attributes)
      throws IOException {
    // Reading a pipe or a device could wait for ever.
    if (!attributes.isRegularFile()) {
      return new Outcome.Left(Reason.PICTURE_UNREADABLE, "not a regular file");
    }
    long modified = attributes.lastModifiedTime().toMillis();
    String known = entries.hash(index, attributes.size(), modified);
    if (known != null) {
      Outcome.Cropped before = cropped(known, candidate);
      if (isDone(before.crop())) {
        resumed.incrementAndGet();
        return before;
      }
    }
    byte[] encoded;
    try {
      options.limits().checkBytes(attributes.size());
      encoded = Files.readAllBytes(file);
    } catch (IOException e) {
      return unreadable(e);
    }
    String hash = Sha256.of(encoded);
    Outcome.Cropped cropped = cropped(hash, candidate);
    if (taken.add(cropped.crop()) && !isDone(cropped.crop())) {
      crop(cropped.crop(), encoded, candidate);
    }
    journal.read(index, attributes.size(), modified, hash);
    return cropped;
  }

  private Outcome.Cropped cropped(String hash, Candidate candidate) {
    return new Outcome.Cropped(hash, cropping.cropHash(hash, candidate.face()));
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
    if (states.containsKey(hash)) {
      return true;
    }
    CropState state = entries.impossible(hash);
    JournalEntries.WrittenCrop crop = entries.crop(hash);
    if (state == null && crop != null && crop.file().isOnDisk(output, hash)) {
      state = new CropState.Made(crop.by());
    }
    if (state != null) {
      states.put(hash, state);
    }
    return state != null;
  }

  private void crop(String hash, byte[] encoded, Candidate candidate) throws IOException {
    try (Picture picture = decoder.decode(encoded)) {
      Cropping.Result result = cropping.crop(picture, candidate.face());
      if (result instanceof Cropping.Result.Cut cut) {
        write(hash, cut);
      } else if (result instanceof Cropping.Result.NoFaceFound none) {
        impossible(hash, Reason.NO_FACE, none.detail());
      }
    } catch (UnreadablePictureException e) {
      impossible(hash, Reason.PICTURE_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void write(String hash, Cropping.Result.Cut cut) throws IOException {
    byte[] jpeg;
    try (Picture crop = cut.picture()) {
      jpeg = crop.toJpeg(options.jpegQuality());
    }
    journal.written(hash, crops.write(hash, jpeg), cut.by());
    states.put(hash, new CropState.Made(cut.by()));
  }

  private void impossible(String hash, Reason reason, String detail) throws IOException {
    CropState.Impossible state = new CropState.Impossible(reason, detail);
    states.put(hash, state);
    journal.impossible(hash, state);
  }
}
