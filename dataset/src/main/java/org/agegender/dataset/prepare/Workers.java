package org.agegender.dataset.prepare;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.agegender.core.Progress;
import org.jspecify.annotations.Nullable;

/** Spreads numbered steps over threads, in no order, until all are done or one fails. */
final class Workers {

  private final int total;
  private final Step step;
  private final Progress.Task task;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  private Workers(int total, Step step, Progress.Task task) {
    this.total = total;
    this.step = step;
    this.task = task;
  }

  /** One of the steps. */
  @FunctionalInterface
  interface Step {
    void run(int index) throws IOException;
  }

  /**
   * Runs all steps and waits for them.
   *
   * @throws IOException the first that a step threw; the calling thread is interrupted if it was
   * @throws PreparationStoppedException if the calling thread was interrupted; it still is
   */
  static void run(int threads, int total, Step step, Progress.Task task) throws IOException {
    new Workers(total, step, task).run(Math.min(threads, Math.max(total, 1)));
  }

  private void run(int threads) throws IOException {
    CountDownLatch running = new CountDownLatch(threads);
    for (int i = 1; i <= threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work();
                } finally {
                  running.countDown();
                }
              },
              "prepare-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    boolean interrupted = false;
    while (running.getCount() > 0) {
      try {
        running.await();
      } catch (InterruptedException e) {
        interrupted = true;
        stopped = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow(failure.get());
    if (interrupted) {
      throw new PreparationStoppedException(done.get(), total);
    }
  }

  private void work() {
    try {
      for (int i = next.getAndIncrement(); i < total && !stopped; i = next.getAndIncrement()) {
        step.run(i);
        done.incrementAndGet();
        task.advance(1);
      }
    } catch (IOException | RuntimeException | Error e) {
      stopped = true;
      failure.compareAndSet(null, e);
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
