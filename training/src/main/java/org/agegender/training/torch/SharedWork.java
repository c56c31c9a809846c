package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads, the caller's among them, that share a list of small independent pieces of work.
 */
final class SharedWork implements AutoCloseable {

  private final int helpers;
  private final ExecutorService executor;

  SharedWork(int threads) {
    this.helpers = threads - 1;
    this.executor =
        Executors.newFixedThreadPool(
            Math.max(1, helpers),
            task -> {
              Thread thread = new Thread(task, "optimiser");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs every piece once and returns when all are done; fails as the first piece that failed. */
  void run(List<Runnable> pieces) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
            pieces.get(i).run();
          }
        };
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < helpers; i++) {
      running.add(executor.submit(share));
    }
    try {
      share.run();
    } finally {
      running.forEach(SharedWork::await);
    }
  }

  /** Waits to the end even if interrupted: the pieces use memory that the caller frees next. */
  private static void await(Future<?> future) {
    boolean interrupted = false;
    while (true) {
      try {
        future.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("an optimiser thread failed: " + e.getCause(), e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
