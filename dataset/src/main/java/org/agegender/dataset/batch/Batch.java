package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Samples for one step. Closing a batch gives its pixels' memory back to be filled again, so use
 * them before. Belongs to one thread.
 */
public final class Batch implements AutoCloseable {

  private final int index;
  private final int imageSize;
  private final int[] ages;
  private final int[] genders;
  private final BufferPool pool;
  private @Nullable ByteBuffer pixels;

  Batch(int index, int imageSize, int[] ages, int[] genders, ByteBuffer pixels, BufferPool pool) {
    this.index = index;
    this.imageSize = imageSize;
    this.ages = ages;
    this.genders = genders;
    this.pixels = pixels;
    this.pool = pool;
  }

  /** The position of the batch in its epoch, from 0 on. */
  public int index() {
    return index;
  }

  /** How many samples it has. */
  public int size() {
    return ages.length;
  }

  /** Side of the pictures in pixels. */
  public int imageSize() {
    return imageSize;
  }

  /**
   * A direct buffer of unsigned bytes, {@code [size, imageSize, imageSize, 3]}, RGB, from position
   * 0 to its limit. Valid until {@link #close()}.
   *
   * @throws IllegalStateException if the batch is closed
   */
  public ByteBuffer pixels() {
    if (pixels == null) {
      throw new IllegalStateException("batch " + index + " is closed, its pixels are gone");
    }
    return pixels;
  }

  /** The age class of each sample, 0 to 100; not a copy. */
  public int[] ages() {
    return ages;
  }

  /** The gender class of each sample, 0 or 1 as in {@link org.agegender.core.Gender#code()}. */
  public int[] genders() {
    return genders;
  }

  @Override
  public void close() {
    if (pixels != null) {
      ByteBuffer buffer = pixels;
      pixels = null;
      pool.give(buffer);
    }
  }
}
