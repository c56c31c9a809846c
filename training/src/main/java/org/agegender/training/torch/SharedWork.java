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

  /**
   * Runs every piece once and returns when no thread is at work any more. Fails as the caller's own
   * share did, or else as the first helper that failed; other failures are suppressed in that one.
   */
  void run(List<Runnable> pieces) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
            pieces.get(i).run();
          }
        };
    try (Running running = new Running(new ArrayList<>())) {
      for (int i = 0; i < helpers; i++) {
        running.shares().add(executor.submit(share));
      }
      share.run();
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** The shares of the helpers. */
  private record Running(List<Future<?>> shares) implements AutoCloseable {

    /** Waits for all of them; fails as the first that failed, with the others suppressed. */
    @Override
    public void close() {
      IllegalStateException failure = null;
      for (Future<?> share : shares) {
        try {
          await(share);
        } catch (IllegalStateException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
    }

    /** Waits to the end even if interrupted: the pieces use memory that the caller frees next. */
    private static void await(Future<?> share) {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            share.get();
            return;
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("an optimiser thread failed: " + e.getCause(), e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
