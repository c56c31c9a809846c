package org.agegender.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.agegender.server.batch.BusyException;
import org.agegender.server.batch.Deadline;
import org.agegender.server.batch.GivenUpException;

/**
 * The threads that analyse pictures, behind a bounded queue; of those in flight few are decoded at
 * a time ({@link DecodingSlots}), the others wait for the network. A request gets places for all of
 * its pictures or none. Safe for use by several threads.
 */
final class AnalysisPool implements AutoCloseable {

  private final DecodingSlots slots;
  private final ThreadPoolExecutor threads;
  private final Semaphore places;
  private final int capacity;
  private final AtomicInteger inHand = new AtomicInteger();

  AnalysisPool(DecodingSlots slots, int inFlight, int queue) {
    this.slots = slots;
    this.capacity = Math.addExact(inFlight, queue);
    this.places = new Semaphore(capacity);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            inFlight,
            inFlight,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "analysis-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many pictures are worked on. */
  int inHand() {
    return inHand.get();
  }

  /** How many pictures wait. */
  int waiting() {
    return threads.getQueue().size();
  }

  /**
   * Works on all pictures of a request and waits for them.
   *
   * @param works one for each picture; may be interrupted
   * @return what they gave, in order
   * @throws BusyException if there is no place for all of them
   * @throws GivenUpException if the deadline passes or the pool is closed; what has not begun is
   *     then dropped
   */
  <T> List<T> runAll(List<? extends Callable<T>> works, Deadline deadline) {
    List<Place<T>> taken = works.stream().map(work -> new Place<T>(work)).toList();
    if (!places.tryAcquire(works.size())) {
      throw new BusyException(
          "%d pictures are waiting or worked on already, the limit is %d; try again later"
              .formatted(capacity - places.availablePermits(), capacity));
    }
    try {
      taken.forEach(threads::execute);
      List<T> results = new ArrayList<>(taken.size());
      for (Place<T> place : taken) {
        results.add(place.get(deadline.leftNanos(), TimeUnit.NANOSECONDS));
      }
      return results;
    } catch (TimeoutException e) {
      throw new GivenUpException("there was no time for the picture before the deadline");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GivenUpException("interrupted while waiting for pictures");
    } catch (RejectedExecutionException e) {
      throw new GivenUpException("the service stopped before the picture's turn");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a picture could not be analysed", e.getCause());
    } finally {
      taken.forEach(place -> place.giveUp());
    }
  }

  /** A picture's place in the queue; free again once the picture is done or given up. */
  private final class Place<T> extends FutureTask<T> {

    private Place(Callable<T> work) {
      super(
          () -> {
            inHand.incrementAndGet();
            try {
              return slots.hold(work);
            } finally {
              inHand.decrementAndGet();
            }
          });
    }

    /** Drops it if it has not begun, interrupts it if it has; nothing if it is done. */
    void giveUp() {
      if (cancel(true)) {
        threads.remove(this);
      }
    }

    @Override
    protected void done() {
      places.release();
    }
  }

  /** Waits for what is in hand. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        interrupted |= !threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
