package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agegender.core.RgbImage;
import org.agegender.dataset.batch.CacheDecision.Outcome;
import org.junit.jupiter.api.Test;

final class PixelStoreTest {

  private static final int SIDE = 8;

  @Test
  void manyPicturesAreSpreadOverSeveralBuffers() {
    // 3 * 1024 * 1024 bytes each, 21 of them in a buffer of 64 MiB; the buffers here are fakes.
    AtomicInteger buffers = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    PixelStore.choose(
        sample -> DrawnFaces.picture(sample, 1024),
        50,
        1024,
        Long.MAX_VALUE,
        size -> {
          buffers.incrementAndGet();
          bytes.addAndGet(size);
          return ByteBuffer.allocate(0);
        });
    assertThat(buffers).hasValue(3);
    assertThat(bytes).hasValue(50L * 3 * 1024 * 1024);
  }

  @Test
  void picturesOnBothSidesOfABufferComeBackAsTheyWere() {
    int side = 512;
    // 85 pictures of 3 * 512 * 512 bytes fit the first buffer.
    PixelStore store =
        PixelStore.choose(
                sample -> DrawnFaces.picture(sample, side),
                87,
                side,
                Long.MAX_VALUE,
                ByteBuffer::allocateDirect)
            .store();
    byte[] scratch = new byte[3 * side * side];
    for (int pass = 0; pass < 2; pass++) {
      for (int sample : new int[] {0, 84, 85, 86}) {
        assertThat(new RgbImage(side, side, store.read(sample, scratch).clone()))
            .isEqualTo(DrawnFaces.picture(sample, side));
      }
    }
  }

  @Test
  void withoutDirectMemoryPicturesAreDecodedEachTimeAndTheUserIsTold() {
    AtomicInteger reads = new AtomicInteger();
    PixelStore.Choice choice =
        PixelStore.choose(
            sample -> {
              reads.incrementAndGet();
              return DrawnFaces.picture(sample, SIDE);
            },
            10,
            SIDE,
            Long.MAX_VALUE,
            size -> {
              throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            });
    assertThat(choice.decision().outcome()).isEqualTo(Outcome.NO_DIRECT_MEMORY);
    assertThat(choice.decision().describe())
        .isEqualTo(
            "pictures decoded each epoch: they take 1 MiB and Java has less direct memory;"
                + " raise -XX:MaxDirectMemorySize");
    byte[] scratch = new byte[3 * SIDE * SIDE];
    choice.store().read(4, scratch);
    choice.store().read(4, scratch);
    assertThat(reads).hasValue(2);
  }
}
