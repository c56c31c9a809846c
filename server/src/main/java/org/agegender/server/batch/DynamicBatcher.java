package org.agegender.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.inference.FaceNetwork;
import org.agegender.vision.NetworkInput;

/**
 * A network that gathers the faces of several callers into batches.
 *
 * <p>A worker that is free takes what waits at once if nobody else is on the way; if others are, a
 * batch that is not full waits for them, but never longer than {@link BatchOptions#longestWait()}.
 * Groups take turns, face by face, so that a crowd does not hold up a portrait. When the queue is
 * full callers are turned away; faces of callers who gave up are dropped.
 *
 * <p>Safe for use by several threads. Closing lets what waits finish.
 */
public final class DynamicBatcher implements FaceNetwork, AutoCloseable {

  private final FaceNetwork network;
  private final BatchOptions options;
  private final IntSupplier onTheirWay;
  private final BatchListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<FaceGroup> groups = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private int waitingFaces;
  private boolean closed;

  private DynamicBatcher(
      FaceNetwork network, BatchOptions options, IntSupplier onTheirWay, BatchListener listener) {
    this.network = network;
    this.options = options;
    this.onTheirWay = onTheirWay;
    this.listener = listener;
  }

  /**
   * Begins to work.
   *
   * @param network safe for use by several threads; stays the caller's to close
   * @param onTheirWay tells how many callers will soon come with faces; asked often
   * @param listener is told what happens
   */
  public static DynamicBatcher start(
      FaceNetwork network, BatchOptions options, IntSupplier onTheirWay, BatchListener listener) {
    DynamicBatcher batcher = new DynamicBatcher(network, options, onTheirWay, listener);
    for (int i = 0; i < options.workers(); i++) {
      Thread worker = new Thread(batcher::work, "network-" + i);
      worker.setDaemon(true);
      batcher.workers.add(worker);
      worker.start();
    }
    return batcher;
  }

  @Override
  public ModelMetadata metadata() {
    return network.metadata();
  }

  @Override
  public int batchSize() {
    return options.batchSize();
  }

  /** How many faces wait for the network. */
  public int waitingFaces() {
    lock.lock();
    try {
      return waitingFaces;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Predicts faces; without a deadline, but an interrupt ends the wait.
   *
   * @throws BusyException if the queue is full
   * @throws GivenUpException if the thread is interrupted; its interrupt status stays set
   */
  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    return predict(faces, new Deadline(System.nanoTime() + Long.MAX_VALUE / 2));
  }

  /**
   * Predicts faces until a deadline.
   *
   * @param faces pixels of any sizes; resized on the calling thread, so that large ones hold up
   *     nobody else
   * @throws BusyException if the queue is full
   * @throws GivenUpException if the deadline passes or the thread is interrupted
   * @throws IllegalStateException if the batcher was closed
   */
  public List<Prediction> predict(List<RgbImage> faces, Deadline deadline) {
    if (faces.isEmpty()) {
      return List.of();
    }
    int size = network.metadata().imageSize();
    FaceGroup group =
        new FaceGroup(faces.stream().map(face -> NetworkInput.resize(face, size, size)).toList());
    enqueue(group);
    try {
      return group.done().get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      drop(group);
      throw new GivenUpException("the network had no time for the faces before the deadline");
    } catch (InterruptedException e) {
      drop(group);
      Thread.currentThread().interrupt();
      throw new GivenUpException("interrupted while waiting for the network");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the network failed: " + e.getCause(), e.getCause());
    }
  }

  private void enqueue(FaceGroup group) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the batcher was closed");
      }
      if (waitingFaces > 0 && waitingFaces + group.waiting() > options.queue()) {
        throw new BusyException(
            "%d faces wait for the network already, the limit is %d; try again later"
                .formatted(waitingFaces, options.queue()));
      }
      groups.add(group);
      waitingFaces += group.waiting();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void drop(FaceGroup group) {
    int dropped = 0;
    lock.lock();
    try {
      if (groups.remove(group)) {
        dropped = group.waiting();
        waitingFaces -= dropped;
      }
    } finally {
      lock.unlock();
    }
    if (dropped > 0) {
      listener.dropped(dropped);
    }
  }

  private void work() {
    List<FaceGroup.Face> batch = new ArrayList<>(options.batchSize());
    while (take(batch)) {
      run(batch);
      batch.clear();
    }
  }

  /**
   * Waits for faces and takes up to a batch of them; false once all is done after closing. A caller
   * wakes one worker however many faces it brings: who leaves some wakes the next.
   */
  private boolean take(List<FaceGroup.Face> batch) {
    lock.lock();
    try {
      while (batch.isEmpty()) {
        while (groups.isEmpty()) {
          if (closed) {
            return false;
          }
          changed.awaitUninterruptibly();
        }
        waitForMore();
        while (batch.size() < options.batchSize() && !groups.isEmpty()) {
          FaceGroup group = groups.remove();
          batch.add(group.next());
          waitingFaces--;
          if (group.waiting() > 0) {
            groups.add(group);
          }
        }
      }
      if (!groups.isEmpty()) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void waitForMore() {
    long left = options.longestWait().toNanos();
    try {
      while (left > 0
          && !closed
          && waitingFaces > 0
          && waitingFaces < options.batchSize()
          && onTheirWay.getAsInt() > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the batcher's own threads", e);
    }
  }

  private void run(List<FaceGroup.Face> batch) {
    long begun = System.nanoTime();
    try {
      List<Prediction> predictions =
          network.predict(batch.stream().map(FaceGroup.Face::pixels).toList());
      listener.ran(batch.size(), System.nanoTime() - begun);
      lock.lock();
      try {
        for (int i = 0; i < batch.size(); i++) {
          FaceGroup.Face face = batch.get(i);
          face.group().predicted(face.index(), predictions.get(i));
        }
      } finally {
        lock.unlock();
      }
    } catch (RuntimeException | Error e) {
      for (FaceGroup.Face face : batch) {
        drop(face.group());
        face.group().failed(e);
      }
    }
  }

  /** Takes no more faces, predicts those that wait, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
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
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
