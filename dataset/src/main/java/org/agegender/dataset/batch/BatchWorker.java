package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Fills pieces of batches until the epoch has no more; one thread. */
final class BatchWorker implements Runnable {

  private final BatchPlan plan;
  private final PixelStore store;
  private final Epoch epoch;
  private final Augmenter augmenter;
  private final QualityFilter quality;
  private final byte[] scratch;

  BatchWorker(BatchPlan plan, PixelStore store, Epoch epoch) {
    this.plan = plan;
    this.store = store;
    this.epoch = epoch;
    this.augmenter = new Augmenter(plan.options().imageSize());
    this.quality = new QualityFilter(plan.options().imageSize());
    this.scratch = new byte[plan.pictureBytes()];
  }

  @Override
  public void run() {
    try {
      for (Piece piece = epoch.claim(); piece != null; piece = epoch.claim()) {
        epoch.finish(piece, fill(piece));
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      epoch.abort(e);
    }
  }

  private @Nullable WorkerFailure fill(Piece piece) {
    int place = piece.from();
    try {
      for (; place < piece.to(); place++) {
        write(piece.batch().pixels, piece.batch().index, place);
      }
      return null;
    } catch (RuntimeException | Error e) {
      int sample = plan.sample(piece.batch().index, place);
      return new WorkerFailure(place, plan.faces().get(sample).filename(), e);
    }
  }

  private void write(ByteBuffer target, int batch, int place) {
    int sample = plan.sample(batch, place);
    byte[] pixels = store.read(sample, scratch);
    BatchOptions options = plan.options();
    Augmentation augmentation = options.augmentation();
    if (!augmentation.isNone()) {
      long draw = plan.draw(batch, place);
      pixels = augmenter.apply(pixels, augmentation.draw(options.seed(), plan.epoch(), draw));
      pixels =
          quality.apply(pixels, augmentation.quality().draw(options.seed(), plan.epoch(), draw));
    }
    target.put(place * plan.pictureBytes(), pixels);
  }
}
