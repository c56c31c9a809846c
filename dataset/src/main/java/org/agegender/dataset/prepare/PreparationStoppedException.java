package org.agegender.dataset.prepare;

/** The thread that ran a preparation was interrupted; the same preparation can be run again. */
public final class PreparationStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Stopped between records: as labels were read, pictures unpacked or the set's files written. */
  PreparationStoppedException() {
    super("prepare was stopped; the same command goes on from there");
  }

  PreparationStoppedException(long done, long total) {
    super(
        "prepare was stopped after %d of %d records; the same command goes on from there"
            .formatted(done, total));
  }
}
