package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @throws InvalidInputException if no record is left; the rejections are written all the same
   */
  SetDescription complete(List<Copies.Hashed> kept, List<Rejection> rejections) throws IOException {
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
    GroupSplit split = GroupSplit.of(members(kept), options.split(), options.seed());
    Map<Subset, List<LabelledFace>> parts = new EnumMap<>(Subset.class);
    for (Subset subset : Subset.values()) {
      parts.put(subset, new ArrayList<>());
    }
    Set<String> crops = new HashSet<>();
    for (Copies.Hashed hashed : kept) {
      String crop = CropFile.nameOf(hashed.crop());
      crops.add(crop);
      parts.getOrDefault(split.of(group(hashed)), List.of()).add(face(hashed.candidate(), crop));
    }
    boolean ranges = FaceColumns.rangesIn(kept.stream().map(hashed -> hashed.candidate().label()));
    for (Map.Entry<Subset, List<LabelledFace>> part : parts.entrySet()) {
      SetFiles.writeFaces(output, part.getKey(), part.getValue(), ranges);
    }
    OutputFolder.sweep(output, crops);
    SetDescription.Counts counts = counts(parts, reasons, croppedBy(kept));
    SetDescription description = describe(counts, split, by(kept));
    SetFiles.writeDescription(output, description);
    return description;
  }

  private static List<GroupSplit.Member> members(List<Copies.Hashed> kept) {
    return kept.stream()
        .map(
            hashed ->
                new GroupSplit.Member(
                    group(hashed), hashed.candidate().age(), hashed.candidate().gender()))
        .toList();
  }

  private static String group(Copies.Hashed hashed) {
    String identity = hashed.candidate().identity();
    return identity.isEmpty() ? "content " + hashed.hash() : "identity " + identity;
  }

  private static String by(List<Copies.Hashed> kept) {
    long known = kept.stream().filter(hashed -> !hashed.candidate().identity().isEmpty()).count();
    return known == 0
        ? "content"
        : known == kept.size() ? "identity" : "identity where known, else content";
  }

  private LabelledFace face(Candidate candidate, String crop) {
    return new LabelledFace(
        crop,
        candidate.label(),
        candidate.gender(),
        candidate.origin().isEmpty() ? source.name() + "/" + candidate.key() : candidate.origin(),
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

  private SetDescription describe(SetDescription.Counts counts, GroupSplit split, String by) {
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
        new SetDescription.Split(by, split.groups(), split.largestGroup(), "age decade and gender"),
        listing.bins().map(AgeBins::bins).orElse(List.of()));
  }
}
