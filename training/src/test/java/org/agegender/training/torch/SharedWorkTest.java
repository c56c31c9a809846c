package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedWorkTest {

  private static final int THREADS = 3;

  @Test
  void everyPieceIsRunOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < runs.length(); i++) {
      int piece = i;
      pieces.add(() -> runs.incrementAndGet(piece));
    }
    try (SharedWork work = new SharedWork(THREADS)) {
      work.run(pieces);
    }
    for (int i = 0; i < runs.length(); i++) {
      assertThat(runs.get(i)).as("piece %d", i).isEqualTo(1);
    }
  }

  @Test
  void aHelperThatFailsDoesNotLeaveAnotherAtWork() {
    CountDownLatch returned = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    // A caller that waits, as it must, does not let the other on before its time is up.
    Runnable slow = () -> done.set(!letOn(returned));
    try (SharedWork work = new SharedWork(THREADS)) {
      assertThatThrownBy(() -> work.run(oneEach(() -> {}, failing("first"), slow)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("an optimiser thread failed: ", "first");
      assertThat(done).isTrue();
      returned.countDown();
    }
  }

  @Test
  void theCallersFailureComesFirstAndKeepsThoseOfTheHelpers() {
    try (SharedWork work = new SharedWork(THREADS)) {
      Throwable failure =
          catchThrowable(
              () -> work.run(oneEach(failing("caller"), failing("first"), failing("second"))));
      assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessage("caller");
      assertThat(failure.getSuppressed()).hasSize(1);
      Throwable first = failure.getSuppressed()[0];
      assertThat(first).hasMessageContaining("first");
      assertThat(first.getSuppressed()).hasSize(1);
      assertThat(first.getSuppressed()[0]).hasMessageContaining("second");
    }
  }

  private static Runnable failing(String name) {
    return () -> {
      throw new IllegalArgumentException(name);
    };
  }

  private static boolean letOn(CountDownLatch latch) {
    try {
      return latch.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As many pieces as threads, each of which takes one and does what is meant for it. */
  private static List<Runnable> oneEach(
      Runnable ofCaller, Runnable ofFirstHelper, Runnable ofSecondHelper) {
    long caller = Thread.currentThread().getId();
    Set<Long> helpers = new ConcurrentSkipListSet<>();
    Phaser meeting = new Phaser(THREADS);
    Runnable piece =
        () -> {
          long self = Thread.currentThread().getId();
          if (self != caller) {
            helpers.add(self);
          }
          meeting.arriveAndAwaitAdvance();
          if (self == caller) {
            ofCaller.run();
          } else if (self == Collections.min(helpers)) {
            ofFirstHelper.run();
          } else {
            ofSecondHelper.run();
          }
        };
    return Collections.nCopies(THREADS, piece);
  }
}
