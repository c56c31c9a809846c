package org.agegender.dataset.prepare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Candidate;
import org.agegender.dataset.source.Rejection;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * Exact copies among the pictures, by their bytes: copies of the same age and gender count once,
 * the first in the listing; copies whose labels contradict each other are all left out, for nobody
 * knows which is right.
 */
final class Copies {

  /** Partners named in full; a "no photo" picture may have thousands of copies. */
  private static final int NAMED = 8;

  private Copies() {}

  /**
   * A candidate with its picture.
   *
   * @param candidate the record
   * @param hash SHA-256 of its picture
   * @param crop what its crop is named after
   * @param by what the crop was cut out by
   */
  record Hashed(Candidate candidate, String hash, String crop, CroppedBy by) {}

  /**
   * Sorts copies out.
   *
   * @param all in the order of the listing
   * @param rejections where those left out are added
   * @return those kept, in the same order
   */
  static List<Hashed> sortOut(List<Hashed> all, List<Rejection> rejections) {
    Map<String, List<Candidate>> byHash = new LinkedHashMap<>();
    for (Hashed hashed : all) {
      byHash.computeIfAbsent(hashed.hash, hash -> new ArrayList<>(1)).add(hashed.candidate);
    }
    Set<String> contradicting = new HashSet<>();
    byHash.forEach(
        (hash, copies) -> {
          if (!copies.stream().allMatch(copy -> labelsAgree(copy, copies.get(0)))) {
            contradicting.add(hash);
          }
        });
    List<Hashed> kept = new ArrayList<>();
    for (Hashed hashed : all) {
      Candidate candidate = hashed.candidate;
      List<Candidate> copies = byHash.getOrDefault(hashed.hash, List.of());
      if (contradicting.contains(hashed.hash)) {
        rejections.add(
            new Rejection(
                candidate.key(),
                Reason.CONTRADICTING_LABELS,
                "has %s; same bytes as %s"
                    .formatted(labels(candidate), partners(candidate, copies))));
      } else if (candidate.equals(copies.get(0))) {
        kept.add(hashed);
      } else {
        rejections.add(
            new Rejection(
                candidate.key(),
                Reason.DUPLICATE,
                "same bytes and labels as " + copies.get(0).key() + ", which is kept"));
      }
    }
    return kept;
  }

  private static boolean labelsAgree(Candidate one, Candidate other) {
    return one.label().equals(other.label()) && one.gender().equals(other.gender());
  }

  /** Its age and gender in words. */
  static String labels(Candidate candidate) {
    AgeInterval range = candidate.label().range();
    return "age %s, %s"
        .formatted(
            candidate.label().isExact() ? range.low() : range.low() + "-" + range.high(),
            candidate.gender().map(Gender::label).orElse("gender unknown"));
  }

  /** The other copies of a candidate with their labels, in words. */
  static String partners(Candidate candidate, List<Candidate> copies) {
    List<String> partners =
        new ArrayList<>(
            copies.stream()
                .filter(copy -> !copy.equals(candidate))
                .limit(NAMED)
                .map(copy -> "%s (%s)".formatted(copy.key(), labels(copy)))
                .toList());
    int more = copies.size() - 1 - partners.size();
    if (more > 0) {
      partners.add(more + " more");
    }
    return String.join(" and ", partners);
  }
}
