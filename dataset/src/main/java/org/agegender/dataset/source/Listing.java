package org.agegender.dataset.source;

import java.util.List;
import java.util.Optional;
import org.agegender.core.AgeBins;

/**
 * Every record of a data set, either a candidate or rejected; nothing is dropped. The order is that
 * of the data set.
 *
 * @param candidates records whose labels are good; their pictures were not looked at yet
 * @param rejections records left out for their labels
 * @param hash SHA-256 in hex over what was read, so that a changed data set is noticed
 * @param bins the ranges that ages are labelled with, where the set labels ranges
 */
public record Listing(
    List<Candidate> candidates, List<Rejection> rejections, String hash, Optional<AgeBins> bins) {

  /** Takes copies of the lists. */
  public Listing {
    candidates = List.copyOf(candidates);
    rejections = List.copyOf(rejections);
  }

  /** A listing whose ages are labelled to the year. */
  public Listing(List<Candidate> candidates, List<Rejection> rejections, String hash) {
    this(candidates, rejections, hash, Optional.empty());
  }
}
