package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A batch that workers are filling; its changing state is guarded by the pool's lock. */
final class PendingBatch {

  final int index;
  final int size;
  final ByteBuffer pixels;

  /** Samples that are not yet written. */
  int unfinished;

  @Nullable WorkerFailure failure;

  private int cut;

  PendingBatch(int index, int size, ByteBuffer pixels) {
    this.index = index;
    this.size = size;
    this.pixels = pixels;
    this.unfinished = size;
  }

  /** Samples that no worker has taken yet. */
  int uncut() {
    return size - cut;
  }

  /** The next samples for a worker, at most so many. */
  Piece cut(int most) {
    int from = cut;
    cut = Math.min(size, from + most);
    return new Piece(this, from, cut);
  }
}
