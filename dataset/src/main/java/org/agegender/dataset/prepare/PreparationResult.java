package org.agegender.dataset.prepare;

import org.agegender.dataset.SetDescription;

/**
 * What became of a preparation.
 *
 * @param description as in {@code dataset.json}: counts by reason and by part, how it split
 * @param resumed records whose pictures an earlier, interrupted run had finished
 * @param alreadyComplete whether the set was there as asked for, so that nothing was done
 */
public record PreparationResult(SetDescription description, int resumed, boolean alreadyComplete) {

  /** Whether any record was left out. */
  public boolean hasRejections() {
    return description.counts().rejected() > 0;
  }
}
