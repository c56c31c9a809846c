package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.agegender.core.DiskFull;
import org.agegender.core.FolderLock;
import org.agegender.core.InvalidInputException;
import org.agegender.core.Progress;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.EmbeddedPictures;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.Listing;
import org.agegender.dataset.source.Rejection;

/**
 * Makes a prepared set from a data set. The same labels, pictures and options give the same bytes
 * whatever the number of workers; a run that was stopped, killed, or ran out of space is taken up
 * by the next with the same options without doing finished pictures again; a set that is there
 * already is left as it is.
 */
public final class Preparation {

  private final FaceSource source;
  private final PrepareOptions options;
  private final CropStore crops;

  private Preparation(FaceSource source, PrepareOptions options, CropStore crops) {
    this.source = source;
    this.options = options;
    this.crops = crops;
  }

  /**
   * Prepares a set.
   *
   * @param source the records
   * @param options what to do with them
   * @param progress told of each picture
   * @throws InvalidInputException if the labels cannot be used, no record is left, the output holds
   *     something else, another preparation writes there, or there is no space left
   * @throws PreparationStoppedException if this thread is interrupted; the set can be resumed
   * @throws IOException if the output cannot be written for another reason
   */
  public static PreparationResult run(FaceSource source, PrepareOptions options, Progress progress)
      throws IOException {
    Path output = options.output();
    return run(source, options, progress, (hash, jpeg) -> CropFile.write(output, hash, jpeg));
  }

  static PreparationResult run(
      FaceSource source, PrepareOptions options, Progress progress, CropStore crops)
      throws IOException {
    try {
      return new Preparation(source, options, crops).run(progress);
    } catch (ClosedByInterruptException e) {
      throw new PreparationStoppedException();
    }
  }

  private PreparationResult run(Progress progress) throws IOException {
    Path output = options.output();
    Listing listing = source.list();
    Exclusions.Match exclude = options.exclude().match(listing, source.name());
    Dealing.requirePublished(listing.candidates(), options.split());
    Recipe recipe =
        new Recipe(source.name(), options.forDescription(), options.forAlignment(), listing.hash());
    // Before anything is made there; else what holds is what is found under the lock.
    OutputFolder.State before = OutputFolder.inspect(output, recipe, options.overwrite());
    if (before == OutputFolder.State.COMPLETE
        && Files.notExists(output.resolve(Journal.FILE_NAME))) {
      return complete(exclude);
    }
    try {
      Files.createDirectories(output);
      try (FolderLock lock = OutputFolder.lock(output)) {
        OutputFolder.State state = OutputFolder.inspect(output, recipe, options.overwrite());
        PreparationResult result =
            state == OutputFolder.State.COMPLETE
                ? complete(exclude)
                : write(listing, exclude, recipe, state, progress);
        lock.deleteFile();
        return result;
      }
    } catch (IOException e) {
      if (DiskFull.isReasonOf(e)) {
        throw new InvalidInputException(
            output
                + ": there is no space left; make some and give the same command again, "
                + "it goes on from there",
            e);
      }
      throw e;
    }
  }

  /** Takes away what a run that was killed at its very end left beside a complete set. */
  private PreparationResult complete(Exclusions.Match exclude) throws IOException {
    Path output = options.output();
    Files.deleteIfExists(output.resolve(Journal.FILE_NAME));
    if (source.embedded().isPresent()) {
      UnpackedPictures.delete(output);
    }
    SetDescription description = Objects.requireNonNull(SetDescription.read(output));
    return new PreparationResult(description, 0, exclude.unmatched(), true);
  }

  private PreparationResult write(
      Listing listing,
      Exclusions.Match exclude,
      Recipe recipe,
      OutputFolder.State state,
      Progress progress)
      throws IOException {
    Path output = options.output();
    boolean restart = state == OutputFolder.State.FREE;
    try (Journal journal = Journal.open(output, recipe, restart)) {
      SetFiles.delete(output);
      JournalEntries entries = restart ? JournalEntries.none() : JournalEntries.of(output);
      Optional<Path> unpacked = unpack(progress);
      PictureWork work = new PictureWork(options, unpacked, journal, entries, crops);
      Outcome[] outcomes = process(listing.candidates(), work, progress);
      List<Rejection> rejections = new ArrayList<>(listing.rejections());
      List<Copies.Hashed> hashed = new ArrayList<>();
      for (int i = 0; i < outcomes.length; i++) {
        Candidate candidate = listing.candidates().get(i);
        if (outcomes[i] instanceof Outcome.Left left) {
          rejections.add(new Rejection(candidate.key(), left.reason(), left.detail()));
        } else if (outcomes[i] instanceof Outcome.Cropped cropped) {
          CropState crop = work.state(cropped);
          if (crop instanceof CropState.Made made) {
            hashed.add(new Copies.Hashed(candidate, cropped.hash(), cropped.crop(), made.by()));
          } else if (crop instanceof CropState.Impossible why) {
            rejections.add(new Rejection(candidate.key(), why.reason(), why.detail()));
          }
        }
      }
      List<Copies.Hashed> wanted = Excluding.from(hashed, exclude, rejections);
      List<Copies.Hashed> kept = withoutCopies(wanted, rejections, progress);
      List<Copies.Hashed> dealt =
          wanted.size() == hashed.size()
              ? kept
              : withoutCopies(hashed, new ArrayList<>(), progress);
      SetDescription description =
          new SetCompletion(source, options, listing).complete(kept, dealt, rejections);
      journal.delete();
      if (unpacked.isPresent()) {
        UnpackedPictures.delete(output);
      }
      return new PreparationResult(description, work.resumed(), exclude.unmatched(), false);
    }
  }

  private List<Copies.Hashed> withoutCopies(
      List<Copies.Hashed> all, List<Rejection> rejections, Progress progress) throws IOException {
    List<Copies.Hashed> kept = Copies.sortOut(all, rejections);
    return options.nearCopies() == NearCopies.REJECT
        ? new NearCopySearch(options, progress).sortOut(kept, rejections)
        : kept;
  }

  private Optional<Path> unpack(Progress progress) throws IOException {
    Optional<EmbeddedPictures> embedded = source.embedded();
    if (embedded.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createDirectories(UnpackedPictures.folder(options.output()));
    embedded.get().unpack(folder, options.limits().maxBytes(), progress);
    return Optional.of(folder);
  }

  private Outcome[] process(List<Candidate> candidates, PictureWork work, Progress progress)
      throws IOException {
    Outcome[] outcomes = new Outcome[candidates.size()];
    try (Progress.Task task = progress.start("prepare", candidates.size())) {
      Workers.run(
          options.workers(),
          candidates.size(),
          index -> outcomes[index] = work.process(index, candidates.get(index)),
          task);
    }
    return outcomes;
  }
}
