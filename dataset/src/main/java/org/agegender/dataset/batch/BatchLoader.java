package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.Subset;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.PictureLimits;
import org.jspecify.annotations.Nullable;

/**
 * Gives a set of faces in batches, epoch after epoch.
 *
 * <pre>{@code
 * try (BatchLoader loader = BatchLoader.open(set, Subset.TRAIN, limits, options);
 *     Epoch epoch = loader.epoch(3, 0)) {
 *   while (epoch.hasNext()) {
 *     try (Batch batch = epoch.next()) {
 *       step(batch.pixels(), batch.ages(), batch.genders());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>For one consumer thread. One epoch is open at a time.
 */
public final class BatchLoader implements AutoCloseable {

  private final List<LabelledFace> faces;
  private final BatchOptions options;
  private final BufferPool pool;
  private final CacheDecision cache;
  private @Nullable PixelStore store;
  private @Nullable Epoch current;

  private BatchLoader(
      List<LabelledFace> faces, BatchOptions options, PixelStore store, CacheDecision cache) {
    this.faces = faces;
    this.options = options;
    this.store = store;
    this.cache = cache;
    int largest = Math.min(options.batchSize(), faces.size());
    this.pool = new BufferPool(largest * options.pictureBytes(), options.prefetch() + 1);
  }

  /**
   * Opens a part of a prepared set. Its pictures are resized to the network's input as the exported
   * model does; one that cannot be read fails the batch it belongs to.
   *
   * @param set the set
   * @param subset which part
   * @param limits how large a picture may be
   * @param options how batches are made
   * @throws InvalidInputException if the set lacks this part, or genders in it
   */
  public static BatchLoader open(
      PreparedSet set, Subset subset, PictureLimits limits, BatchOptions options) {
    List<LabelledFace> faces = set.recordsWithGender(subset);
    List<Path> files = faces.stream().map(set::picture).toList();
    return open(
        faces, new PictureFiles(files, new PictureDecoder(limits), options.imageSize()), options);
  }

  /**
   * Opens a list of faces whose pixels come from anywhere.
   *
   * @param faces the samples, at least one
   * @param source their pixels, numbered as in the list
   * @param options how batches are made
   * @throws InvalidInputException if there is no face
   */
  public static BatchLoader open(
      List<LabelledFace> faces, PixelSource source, BatchOptions options) {
    if (faces.isEmpty()) {
      throw new InvalidInputException(
          "a set to train on or to evaluate needs at least one face, found none;"
              + " prepare it from more pictures or change its split");
    }
    PixelStore.Choice choice =
        PixelStore.choose(
            source,
            faces.size(),
            options.imageSize(),
            options.cacheBytes(),
            ByteBuffer::allocateDirect);
    return new BatchLoader(List.copyOf(faces), options, choice.store(), choice.decision());
  }

  /** How many samples an epoch has. */
  public int samples() {
    return faces.size();
  }

  /** How many batches an epoch has, a smaller last one included. */
  public int batchesPerEpoch() {
    return BatchPlan.batches(faces.size(), options.batchSize());
  }

  /** Whether decoded pictures are kept in memory. */
  public CacheDecision cache() {
    return cache;
  }

  /**
   * Begins an epoch, or takes it up again in the middle: the batches from there on have the same
   * bytes as in the whole epoch.
   *
   * @param epoch its number; order and augmentation are drawn from it and the seed
   * @param firstBatch the first batch to give, 0 to {@link #batchesPerEpoch()}; at the latter there
   *     is none
   * @return to be closed before the next epoch is begun
   * @throws IllegalArgumentException if there is no such batch
   * @throws IllegalStateException if the loader is closed or another epoch is still open
   */
  public Epoch epoch(int epoch, int firstBatch) {
    if (firstBatch < 0 || firstBatch > batchesPerEpoch()) {
      throw new IllegalArgumentException(
          "the first batch must be 0 to %d, found %d".formatted(batchesPerEpoch(), firstBatch));
    }
    if (store == null) {
      throw new IllegalStateException("the loader is closed");
    }
    if (current != null && !current.isClosed()) {
      throw new IllegalStateException("an epoch is still open; close it before the next");
    }
    BatchPlan plan = BatchPlan.of(faces, options, epoch);
    Epoch begun = new Epoch(plan, firstBatch, pool);
    List<BatchWorker> tasks = new ArrayList<>();
    for (int i = 0; i < options.workers(); i++) {
      tasks.add(new BatchWorker(plan, store, begun));
    }
    begun.start(tasks);
    current = begun;
    return begun;
  }

  /** The buffers that batches are made in. */
  BufferPool pool() {
    return pool;
  }

  /** Closes the open epoch, if any, and lets go of the decoded pictures. */
  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
    store = null;
  }
}
