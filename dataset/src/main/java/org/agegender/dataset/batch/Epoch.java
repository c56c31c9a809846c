package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch, in order, prepared ahead by worker threads. For one consumer thread;
 * its batches may be closed by any.
 *
 * <p>Workers take pieces of the earliest batch that has any left and wait when no buffer is free,
 * so at most {@code prefetch + 1} batches exist, those in the consumer's hands included.
 */
public final class Epoch implements Iterator<Batch>, AutoCloseable {

  private static final int PIECE = 8;

  private final BatchPlan plan;
  private final BufferPool pool;
  private final List<Thread> workers = new ArrayList<>();
  private final ArrayDeque<PendingBatch> pending = new ArrayDeque<>();
  private @Nullable PendingBatch filling;
  private int nextToFill;
  private int nextToGive;
  private @Nullable Throwable broken;
  private boolean stopped;
  private boolean closed;
  private long waitedNanos;

  Epoch(BatchPlan plan, int firstBatch, BufferPool pool) {
    this.plan = plan;
    this.pool = pool;
    this.nextToFill = firstBatch;
    this.nextToGive = firstBatch;
  }

  /** Starts one thread for each task; each takes pieces until there are none. */
  void start(List<? extends Runnable> tasks) {
    for (int i = 0; i < tasks.size(); i++) {
      Thread worker = new Thread(tasks.get(i), "batch-worker-" + i);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  @Override
  public boolean hasNext() {
    return nextToGive < plan.batches();
  }

  /**
   * The next batch; waits until it is ready.
   *
   * @throws org.agegender.core.InvalidInputException if one of its pictures cannot be read
   * @throws NoSuchElementException after the last batch
   * @throws IllegalStateException if the epoch is closed, or all buffers are in batches that were
   *     not closed, or a worker failed
   * @throws CancellationException if the thread is interrupted
   */
  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch has no batch " + nextToGive);
    }
    long begin = System.nanoTime();
    pool.lock.lock();
    try {
      while (true) {
        if (closed) {
          throw new IllegalStateException("the epoch is closed");
        }
        PendingBatch head = pending.peek();
        if (head != null && head.failure != null) {
          throw head.failure.rethrown();
        }
        if (head != null && head.unfinished == 0) {
          pending.remove();
          nextToGive++;
          return plan.batch(head.index, head.pixels, pool);
        }
        if (broken != null) {
          throw new IllegalStateException("preparing batches failed: " + broken, broken);
        }
        if (head == null && pool.inUse() == pool.bound()) {
          throw new IllegalStateException(
              "all %d buffers are in batches that were not closed; close a batch before the next"
                  .formatted(pool.bound()));
        }
        pool.changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for batch " + nextToGive);
    } finally {
      pool.lock.unlock();
      waitedNanos += System.nanoTime() - begin;
    }
  }

  /** How long {@link #next()} has waited for data so far, all calls together. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  /** Stops the workers and returns when they have ended; batches already given stay valid. */
  @Override
  public void close() {
    pool.lock.lock();
    try {
      stopped = true;
      closed = true;
      pool.changed.signalAll();
    } finally {
      pool.lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    for (PendingBatch batch = pending.poll(); batch != null; batch = pending.poll()) {
      pool.give(batch.pixels);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isClosed() {
    pool.lock.lock();
    try {
      return closed;
    } finally {
      pool.lock.unlock();
    }
  }

  /** Work for a thread, waiting for a free buffer if need be; null when there is no more. */
  @Nullable Piece claim() throws InterruptedException {
    pool.lock.lock();
    try {
      while (!stopped) {
        if (filling == null && nextToFill < plan.batches()) {
          ByteBuffer buffer = pool.tryTake();
          if (buffer == null) {
            pool.changed.await();
            continue;
          }
          int samples = plan.sizeOf(nextToFill);
          buffer.clear().limit(samples * plan.pictureBytes());
          filling = new PendingBatch(nextToFill++, samples, buffer);
          pending.add(filling);
        }
        if (filling == null) {
          return null;
        }
        Piece piece = filling.cut(PIECE);
        if (filling.uncut() == 0) {
          filling = null;
        }
        return piece;
      }
      return null;
    } finally {
      pool.lock.unlock();
    }
  }

  /** Says that a worker ends without having claimed a piece, for want of memory or the like. */
  void abort(Throwable cause) {
    pool.lock.lock();
    try {
      stopped = true;
      broken = cause;
      pool.changed.signalAll();
    } finally {
      pool.lock.unlock();
    }
  }

  /** Says that a piece is done or, with a failure, that it never will be. */
  void finish(Piece piece, @Nullable WorkerFailure failure) {
    pool.lock.lock();
    try {
      PendingBatch batch = piece.batch();
      batch.unfinished -= piece.to() - piece.from();
      if (failure != null) {
        stopped = true;
        if (batch.failure == null || failure.position() < batch.failure.position()) {
          batch.failure = failure;
        }
      }
      pool.changed.signalAll();
    } finally {
      pool.lock.unlock();
    }
  }
}
