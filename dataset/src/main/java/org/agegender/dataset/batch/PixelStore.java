package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import org.agegender.core.RgbImage;
import org.agegender.dataset.batch.CacheDecision.Outcome;

/** Where workers get pixels from: straight from the source, or from memory once decoded. */
sealed interface PixelStore {

  /**
   * The pixels of a sample, {@code [size, size, 3]}; not to be changed.
   *
   * @param scratch memory of this length that may be used for the answer
   */
  byte[] read(int sample, byte[] scratch);

  /**
   * A store and why it was chosen.
   *
   * @param store where pixels come from
   * @param decision what was decided
   */
  record Choice(PixelStore store, CacheDecision decision) {}

  /**
   * Keeps decoded pictures if all of them fit the budget.
   *
   * @param budgetBytes memory that they may take
   * @param allocator gives direct buffers of a number of bytes, or throws OutOfMemoryError
   */
  static Choice choose(
      PixelSource source,
      int samples,
      int imageSize,
      long budgetBytes,
      IntFunction<ByteBuffer> allocator) {
    EachTime eachTime = new EachTime(source, imageSize);
    long needed = 3L * imageSize * imageSize * samples;
    if (needed > budgetBytes) {
      return new Choice(eachTime, new CacheDecision(Outcome.OVER_BUDGET, needed, budgetBytes));
    }
    try {
      return new Choice(
          new Cached(eachTime, samples, allocator),
          new CacheDecision(Outcome.CACHED, needed, budgetBytes));
    } catch (OutOfMemoryError e) {
      return new Choice(eachTime, new CacheDecision(Outcome.NO_DIRECT_MEMORY, needed, budgetBytes));
    }
  }

  /** Decodes each time. */
  record EachTime(PixelSource source, int imageSize) implements PixelStore {
    @Override
    public byte[] read(int sample, byte[] scratch) {
      RgbImage image = source.read(sample);
      if (image.width() != imageSize || image.height() != imageSize) {
        throw new IllegalStateException(
            "the source must give pictures of %dx%d, found %dx%d for sample %d"
                .formatted(imageSize, imageSize, image.width(), image.height(), sample));
      }
      return image.pixels();
    }
  }

  /**
   * Keeps decoded pictures outside the heap, in a few big buffers. Two threads that want the same
   * picture at the same time may both decode it; they write the same bytes.
   */
  final class Cached implements PixelStore {
    private static final int CHUNK_BYTES = 64 << 20;

    private final EachTime source;
    private final int pictureBytes;
    private final int perChunk;
    private final ByteBuffer[] chunks;
    private final AtomicIntegerArray present;

    /**
     * Takes all the memory at once.
     *
     * @throws OutOfMemoryError if Java may not have so much direct memory
     */
    Cached(EachTime source, int samples, IntFunction<ByteBuffer> allocator) {
      this.source = source;
      this.pictureBytes = 3 * source.imageSize() * source.imageSize();
      this.perChunk = Math.max(1, CHUNK_BYTES / pictureBytes);
      this.present = new AtomicIntegerArray(samples);
      this.chunks = new ByteBuffer[(samples + perChunk - 1) / perChunk];
      for (int i = 0; i < chunks.length; i++) {
        int pictures = Math.min(perChunk, samples - i * perChunk);
        chunks[i] = allocator.apply(pictures * pictureBytes);
      }
    }

    @Override
    public byte[] read(int sample, byte[] scratch) {
      ByteBuffer chunk = chunks[sample / perChunk];
      int at = sample % perChunk * pictureBytes;
      if (present.get(sample) == 1) {
        chunk.get(at, scratch);
        return scratch;
      }
      byte[] pixels = source.read(sample, scratch);
      chunk.put(at, pixels);
      present.set(sample, 1);
      return pixels;
    }
  }
}
