package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.agegender.core.RgbImage;

/** Where workers get pixels from: straight from the source, or from memory once decoded. */
sealed interface PixelStore {

  /**
   * The pixels of a sample, {@code [size, size, 3]}; not to be changed.
   *
   * @param scratch memory of this length that may be used for the answer
   */
  byte[] read(int sample, byte[] scratch);

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
    Cached(EachTime source, int samples) {
      this.source = source;
      this.pictureBytes = 3 * source.imageSize() * source.imageSize();
      this.perChunk = Math.max(1, CHUNK_BYTES / pictureBytes);
      this.present = new AtomicIntegerArray(samples);
      this.chunks = new ByteBuffer[(samples + perChunk - 1) / perChunk];
      for (int i = 0; i < chunks.length; i++) {
        int pictures = Math.min(perChunk, samples - i * perChunk);
        chunks[i] = ByteBuffer.allocateDirect(pictures * pictureBytes);
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
