package org.agegender.dataset.prepare;

import java.util.List;
import org.agegender.dataset.SetDescription;

/**
 * What became of a preparation.
 *
 * @param description as in {@code dataset.json}: counts by reason and by part, how it split
 * @param resumed records whose pictures an earlier, interrupted run had finished
 * @param unmatched names of {@link PrepareOptions#exclude} that are of no record
 * @param alreadyComplete whether the set was there as asked for, so that nothing was done
 */
public record PreparationResult(
    SetDescription description, int resumed, List<String> unmatched, boolean alreadyComplete) {

  /** Takes a copy of the list. */
  public PreparationResult {
    unmatched = List.copyOf(unmatched);
  }

  /** Whether any record was left out. */
  public boolean hasRejections() {
    return description.counts().rejected() > 0;
  }
}
