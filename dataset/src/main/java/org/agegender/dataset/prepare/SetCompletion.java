package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agegender.core.AgeBins;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.ToolVersion;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.FaceSource;
import org.agegender.dataset.source.Listing;
import org.agegender.dataset.source.Rejection;

/** The last part of a preparation: deals the records out and writes all files but the crops. */
final class SetCompletion {

  private final FaceSource source;
  private final PrepareOptions options;
  private final Listing listing;

  SetCompletion(FaceSource source, PrepareOptions options, Listing listing) {
    this.source = source;
    this.options = options;
    this.listing = listing;
  }

  /**
   * Writes the files; {@code dataset.json} last, for it says that the set is complete.
   *
   * @param kept in the order of the listing
   * @param dealt those that would be kept if none were excluded: they decide on the parts
   * @throws InvalidInputException if no record is left; the rejections are written all the same
   */
  SetDescription complete(
      List<Copies.Hashed> kept, List<Copies.Hashed> dealt, List<Rejection> rejections)
      throws IOException {
    Path output = options.output();
    SetFiles.writeRejections(output, rejections);
    Map<String, Integer> reasons = countByReason(rejections);
    if (kept.isEmpty()) {
      throw new InvalidInputException(
          "%s: no record can be used of %d; left out: %s; see %s"
              .formatted(
                  options.input(),
                  rejections.size(),
                  reasons.isEmpty() ? "none" : reasons,
                  output.resolve(SetFiles.REJECTED)));
    }
    List<Dealing.Kept> faces = faces(kept);
    Dealing dealing =
        Dealing.of(faces, faces(dealt), options.split(), options.seed(), listing.candidates());
    boolean ranges = FaceColumns.rangesIn(faces.stream().map(one -> one.face().label()));
    boolean folds = !options.split().folds().isEmpty();
    Map<String, Integer> croppedBy = croppedBy(kept);
    for (int number = 0; number < dealing.sets().size(); number++) {
      Map<Subset, List<LabelledFace>> parts = dealing.sets().get(number);
      Path folder = folds ? output.resolve(SetDescription.foldName(number)) : output;
      Files.createDirectories(folder);
      for (Map.Entry<Subset, List<LabelledFace>> part : parts.entrySet()) {
        SetFiles.writeFaces(folder, part.getKey(), part.getValue(), ranges);
      }
      if (folds) {
        SetFiles.writeDescription(
            folder, describe(counts(parts, reasons, croppedBy), dealing.described(), number));
      }
    }
    OutputFolder.sweep(
        output, faces.stream().map(one -> one.face().filename()).collect(Collectors.toSet()));
    SetDescription.Counts counts =
        folds
            ? allInTest(faces.size(), reasons, croppedBy)
            : counts(dealing.sets().get(0), reasons, croppedBy);
    SetDescription description = describe(counts, dealing.described(), SetDescription.NO_FOLD);
    SetFiles.writeDescription(output, description);
    return description;
  }

  private List<Dealing.Kept> faces(List<Copies.Hashed> records) {
    return records.stream().map(hashed -> new Dealing.Kept(hashed, face(hashed))).toList();
  }

  private LabelledFace face(Copies.Hashed hashed) {
    Candidate candidate = hashed.candidate();
    return new LabelledFace(
        CropFile.nameOf(hashed.crop()),
        candidate.label(),
        candidate.gender(),
        candidate.source(source.name()),
        candidate.identity(),
        candidate.group());
  }

  /** In the order of the filters. */
  private static Map<String, Integer> countByReason(List<Rejection> rejections) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    rejections.stream()
        .collect(
            Collectors.groupingBy(Rejection::reason, TreeMap::new, Collectors.summingInt(r -> 1)))
        .forEach((reason, count) -> counts.put(reason.label(), count));
    return counts;
  }

  private static Map<String, Integer> croppedBy(List<Copies.Hashed> kept) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (CroppedBy by : CroppedBy.values()) {
      int count = (int) kept.stream().filter(hashed -> hashed.by() == by).count();
      if (by != CroppedBy.RESIZING && count > 0) {
        counts.put(by.label(), count);
      }
    }
    return counts;
  }

  private static SetDescription.Counts counts(
      Map<Subset, List<LabelledFace>> parts,
      Map<String, Integer> reasons,
      Map<String, Integer> croppedBy) {
    int rejected = reasons.values().stream().mapToInt(Integer::intValue).sum();
    int train = parts.getOrDefault(Subset.TRAIN, List.of()).size();
    int val = parts.getOrDefault(Subset.VAL, List.of()).size();
    int test = parts.getOrDefault(Subset.TEST, List.of()).size();
    return new SetDescription.Counts(
        train + val + test + rejected, train, val, test, rejected, reasons, croppedBy);
  }

  /** Of folds: each face is in the test part of one of them. */
  private static SetDescription.Counts allInTest(
      int faces, Map<String, Integer> reasons, Map<String, Integer> croppedBy) {
    int rejected = reasons.values().stream().mapToInt(Integer::intValue).sum();
    return new SetDescription.Counts(faces + rejected, 0, 0, faces, rejected, reasons, croppedBy);
  }

  private SetDescription describe(
      SetDescription.Counts counts, SetDescription.Split split, int fold) {
    return new SetDescription(
        SetDescription.FORMAT,
        "agegender " + ToolVersion.current(),
        source.name(),
        source.licence(),
        options.input().toString(),
        options.metadata().map(Path::toString).orElse(""),
        options.forDescription(),
        options.forAlignment(),
        listing.hash(),
        counts,
        split,
        listing.bins().map(AgeBins::bins).orElse(List.of()),
        fold);
  }
}
