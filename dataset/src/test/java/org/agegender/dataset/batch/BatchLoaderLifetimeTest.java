package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory, threads and failures of the loader. */
@Timeout(30)
final class BatchLoaderLifetimeTest {

  private static final int SIDE = 8;
  private static final int SAMPLES = 53;

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  @Test
  void memoryIsBoundedHoweverSlowTheConsumer() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    PixelSource counting =
        sample -> {
          reads.incrementAndGet();
          return DrawnFaces.picture(sample, SIDE);
        };
    BatchOptions options = BatchOptions.training(4, SIDE, 3).workers(4).prefetch(2).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(SAMPLES), counting, options);
        Epoch epoch = loader.epoch(0, 0)) {
      // Three buffers of four samples: workers pause after twelve.
      while (reads.get() < 12) {
        Thread.onSpinWait();
      }
      awaitAllWaiting(4);
      assertThat(reads).hasValue(12);
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          assertThat(batch.pixels().isDirect()).isTrue();
          assertThat(loader.pool().inUse()).isLessThanOrEqualTo(3);
        }
      }
      assertThat(loader.pool().allocated()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void holdingAllBuffersIsToldInsteadOfWaitingForEver() {
    BatchOptions options = BatchOptions.evaluation(4, SIDE).prefetch(2).build();
    try (BatchLoader loader = open(options);
        Epoch epoch = loader.epoch(0, 0)) {
      List<Batch> held = List.of(epoch.next(), epoch.next(), epoch.next());
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("all 3 buffers");
      held.forEach(Batch::close);
      assertThat(epoch.next().index()).isEqualTo(3);
    }
  }

  @Test
  void closingEarlyEndsTheWorkers() {
    BatchOptions options = BatchOptions.training(4, SIDE, 3).workers(4).build();
    try (BatchLoader loader = open(options)) {
      Epoch epoch = loader.epoch(0, 0);
      epoch.next().close();
      epoch.close();
      assertThat(workers()).isEmpty();
      assertThat(loader.pool().inUse()).isZero();
      assertThatThrownBy(epoch::next).hasMessage("the epoch is closed");
      loader.epoch(0, 0);
    }
    assertThat(workers()).isEmpty();
  }

  @Test
  void batchesOutliveTheirEpochAndReturnTheirBufferToTheNext() {
    BatchOptions options = BatchOptions.evaluation(4, SIDE).prefetch(1).build();
    try (BatchLoader loader = open(options)) {
      Epoch first = loader.epoch(0, 0);
      Batch held = first.next();
      first.close();
      assertThat(held.pixels().get(0)).isEqualTo(DrawnFaces.picture(0, SIDE).pixels()[0]);
      try (Epoch second = loader.epoch(1, 0)) {
        Batch other = second.next();
        held.close();
        second.next().close();
        other.close();
      }
      assertThat(loader.pool().inUse()).isZero();
    }
  }

  @Test
  void anUnreadablePictureFailsItsBatchAndNotTheOnesBefore() {
    PixelSource broken =
        sample -> {
          if (sample == 25) {
            throw new InvalidInputException("crop/25.jpg cannot be read");
          }
          return DrawnFaces.picture(sample, SIDE);
        };
    BatchOptions options = BatchOptions.evaluation(10, SIDE).workers(3).prefetch(4).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(SAMPLES), broken, options);
        Epoch epoch = loader.epoch(0, 0)) {
      epoch.next().close();
      epoch.next().close();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("crop/25.jpg cannot be read");
      assertThatThrownBy(epoch::next).isInstanceOf(InvalidInputException.class);
    }
    assertThat(workers()).isEmpty();
  }

  @Test
  void aFailureOfTheProgramReachesTheConsumerWithItsCause() {
    IllegalArgumentException cause = new IllegalArgumentException("a slip");
    PixelSource failing =
        sample -> {
          throw cause;
        };
    BatchOptions options = BatchOptions.evaluation(10, SIDE).workers(2).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(SAMPLES), failing, options);
        Epoch epoch = loader.epoch(0, 0)) {
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("crop/")
          .hasMessageContaining("a slip")
          .hasCause(cause);
    }
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    PixelSource wrong = sample -> new RgbImage(2, 1, new byte[6]);
    BatchOptions options = BatchOptions.evaluation(10, SIDE).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(3), wrong, options);
        Epoch epoch = loader.epoch(0, 0)) {
      assertThatThrownBy(epoch::next).hasMessageContaining("8x8, found 2x1");
    }
  }

  @Test
  void oneEpochAtATimeAndNoneAfterClose() {
    BatchLoader loader = open(BatchOptions.evaluation(10, SIDE).build());
    Epoch epoch = loader.epoch(0, 0);
    assertThatThrownBy(() -> loader.epoch(1, 0)).hasMessageContaining("still open");
    epoch.close();
    assertThatThrownBy(() -> loader.epoch(1, 7))
        .hasMessage("the first batch must be 0 to 6, found 7");
    try (Epoch atTheEnd = loader.epoch(1, 6)) {
      assertThat(atTheEnd.hasNext()).isFalse();
      assertThatThrownBy(atTheEnd::next).isInstanceOf(NoSuchElementException.class);
    }
    loader.close();
    assertThatThrownBy(() -> loader.epoch(1, 0)).hasMessage("the loader is closed");
  }

  @Test
  void aClosedBatchHasNoPixelsAndReturnsItsBufferOnce() {
    try (BatchLoader loader = open(BatchOptions.evaluation(SAMPLES, SIDE).build());
        Epoch epoch = loader.epoch(0, 0)) {
      Batch batch = epoch.next();
      batch.close();
      batch.close();
      assertThatThrownBy(batch::pixels).hasMessageContaining("closed");
      assertThat(loader.pool().inUse()).isZero();
    }
  }

  @Test
  void anEmptySetIsRefused() {
    BatchOptions options = BatchOptions.evaluation(10, SIDE).build();
    List<LabelledFace> none = List.of();
    assertThatThrownBy(() -> BatchLoader.open(none, s -> DrawnFaces.picture(s, SIDE), options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least one face, found none");
  }

  @Test
  void aWorkerThatCannotGoOnReachesTheConsumer() {
    BatchPlan plan =
        BatchPlan.of(DrawnFaces.list(SAMPLES), BatchOptions.evaluation(10, SIDE).build(), 0);
    Error cause = new OutOfMemoryError("no buffer");
    try (Epoch epoch = new Epoch(plan, 0, new BufferPool(10 * plan.pictureBytes(), 2))) {
      epoch.abort(cause);
      assertThatThrownBy(epoch::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no buffer")
          .hasCause(cause);
    }
  }

  @Test
  void theWaitForDataIsMeasured() {
    Thread consumer = Thread.currentThread();
    PixelSource slow =
        sample -> {
          while (consumer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          long until = System.nanoTime() + 5_000_000;
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          return DrawnFaces.picture(sample, SIDE);
        };
    BatchOptions options = BatchOptions.evaluation(1, SIDE).build();
    try (BatchLoader loader = BatchLoader.open(DrawnFaces.list(1), slow, options);
        Epoch epoch = loader.epoch(0, 0)) {
      assertThat(epoch.waited()).isZero();
      epoch.next().close();
      assertThat(epoch.waited().toMillis()).isBetween(5L, 20_000L);
    }
  }

  private static BatchLoader open(BatchOptions options) {
    return BatchLoader.open(
        DrawnFaces.list(SAMPLES), sample -> DrawnFaces.picture(sample, SIDE), options);
  }

  /** Those that this test has started. */
  private List<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getName().startsWith("batch-worker-"))
        .toList();
  }

  private void awaitAllWaiting(int count) {
    while (workers().stream().filter(t -> t.getState() == Thread.State.WAITING).count() < count) {
      Thread.onSpinWait();
    }
  }
}
