package org.agegender.training;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a run to end at the next step, with a checkpoint. Thread-safe. */
public final class StopSignal {

  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks. */
  public void request() {
    requested.set(true);
  }

  /** Whether somebody asked. */
  public boolean requested() {
    return requested.get();
  }
}
