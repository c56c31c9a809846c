package org.agegender.dataset.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.Progress;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Rejection;
import org.agegender.dataset.source.Rejection.Reason;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;

/**
 * Copies of a photograph that were scaled, compressed, coloured or mirrored, found by their crops.
 * Of a group of them the first in the listing is kept, if all have the same gender and no two ages
 * are further apart than five years; else none is, for nobody knows which label is right.
 */
final class NearCopySearch {

  /**
   * Of 482 pairs of UTKFace's faces above it, all 80 that were looked at were the same photograph;
   * below 0.96 most are of two people.
   */
  private static final double CORRELATION = 0.97;

  /** Years that two estimates of one face may differ by; a larger difference is a contradiction. */
  private static final int TOLERANCE = 5;

  private final PrepareOptions options;
  private final Progress progress;

  NearCopySearch(PrepareOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Sorts near copies out.
   *
   * @param all in the order of the listing, without exact copies, their crops on disk
   * @param rejections where those left out are added
   * @return those kept, in the same order
   * @throws IOException if a crop cannot be read
   */
  List<Copies.Hashed> sortOut(List<Copies.Hashed> all, List<Rejection> rejections)
      throws IOException {
    List<List<Integer>> groups =
        Lookalikes.groups(thumbprints(all), CORRELATION, options.workers(), progress);
    Set<Integer> left = new HashSet<>();
    for (List<Integer> group : groups) {
      List<Candidate> copies = group.stream().map(at -> all.get(at).candidate()).toList();
      boolean agree = agree(copies);
      for (int i = agree ? 1 : 0; i < copies.size(); i++) {
        left.add(group.get(i));
        rejections.add(agree ? duplicate(copies, i) : contradicting(copies, i));
      }
    }
    List<Copies.Hashed> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!left.contains(i)) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  private List<Optional<Thumbprint>> thumbprints(List<Copies.Hashed> all) throws IOException {
    PictureDecoder decoder = new PictureDecoder();
    Thumbprint[] prints = new Thumbprint[all.size()];
    try (Progress.Task task = progress.start("take thumbprints", all.size())) {
      Workers.run(
          options.workers(),
          all.size(),
          index -> {
            Path crop = options.output().resolve(CropFile.nameOf(all.get(index).crop()));
            try (Picture picture = decoder.decode(crop)) {
              prints[index] = Thumbprint.of(picture).orElse(null);
            }
          },
          task);
    }
    return Arrays.stream(prints).map(Optional::ofNullable).toList();
  }

  private static boolean agree(List<Candidate> copies) {
    boolean oneGender = copies.stream().map(Candidate::gender).distinct().count() == 1;
    int lowest = copies.stream().mapToInt(copy -> copy.label().range().high()).min().orElseThrow();
    int highest = copies.stream().mapToInt(copy -> copy.label().range().low()).max().orElseThrow();
    return oneGender && highest - lowest <= TOLERANCE;
  }

  private static Rejection duplicate(List<Candidate> copies, int which) {
    return new Rejection(
        copies.get(which).key(),
        Reason.NEAR_DUPLICATE,
        "shows the same photograph as " + copies.get(0).key() + ", which is kept");
  }

  private static Rejection contradicting(List<Candidate> copies, int which) {
    return new Rejection(
        copies.get(which).key(),
        Reason.CONTRADICTING_NEAR_DUPLICATE,
        "has %s; shows the same photograph as %s"
            .formatted(
                Copies.labels(copies.get(which)), Copies.partners(copies.get(which), copies)));
  }
}
