package org.agegender.dataset.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.dataset.source.Rejection;
import org.agegender.dataset.source.Rejection.Reason;

/**
 * Takes the records out that somebody named, and copies of their pictures with the same labels,
 * which are wrong by the same right; a copy with other labels may be the one that is right.
 */
final class Excluding {

  private Excluding() {}

  private record Labelled(String hash, AgeLabel age, Optional<Gender> gender) {
    static Labelled of(Copies.Hashed hashed) {
      return new Labelled(hashed.hash(), hashed.candidate().label(), hashed.candidate().gender());
    }
  }

  /**
   * @param all in the order of the listing
   * @param rejections where those left out are added
   * @return those that stay, in the same order
   */
  static List<Copies.Hashed> from(
      List<Copies.Hashed> all, Exclusions.Match match, List<Rejection> rejections) {
    Map<Labelled, String> named = new HashMap<>();
    for (Copies.Hashed hashed : all) {
      if (match.reasons().containsKey(hashed.candidate().key())) {
        named.putIfAbsent(Labelled.of(hashed), hashed.candidate().key());
      }
    }
    List<Copies.Hashed> kept = new ArrayList<>();
    for (Copies.Hashed hashed : all) {
      String key = hashed.candidate().key();
      String reason = match.reasons().get(key);
      String original = named.get(Labelled.of(hashed));
      if (reason != null) {
        rejections.add(new Rejection(key, Reason.EXCLUDED, reason));
      } else if (original != null) {
        rejections.add(
            new Rejection(
                key, Reason.EXCLUDED, "same bytes and labels as " + original + ", which is named"));
      } else {
        kept.add(hashed);
      }
    }
    return kept;
  }
}
