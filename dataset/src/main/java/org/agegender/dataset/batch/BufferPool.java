package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of direct buffers of one size, allocated when first needed and used again. Its
 * lock also guards the epoch that fills them, so that whoever waits for a buffer or for a batch is
 * woken by the one condition.
 */
final class BufferPool {

  /** Held while the pool or the state of an epoch is read or changed. */
  final ReentrantLock lock = new ReentrantLock();

  /** Signalled after every change that somebody may wait for. */
  final Condition changed = lock.newCondition();

  private final int bufferBytes;
  private final int bound;
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private int allocated;

  BufferPool(int bufferBytes, int bound) {
    this.bufferBytes = bufferBytes;
    this.bound = bound;
  }

  /** A buffer, or null while all are in use. */
  @Nullable ByteBuffer tryTake() {
    lock.lock();
    try {
      ByteBuffer buffer = free.poll();
      if (buffer == null && allocated < bound) {
        buffer = ByteBuffer.allocateDirect(bufferBytes);
        allocated++;
      }
      return buffer;
    } finally {
      lock.unlock();
    }
  }

  void give(ByteBuffer buffer) {
    lock.lock();
    try {
      free.push(buffer);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Buffers made so far. */
  int allocated() {
    lock.lock();
    try {
      return allocated;
    } finally {
      lock.unlock();
    }
  }

  /** The most buffers there will ever be. */
  int bound() {
    return bound;
  }

  /** Buffers that are neither free nor still to be made. */
  int inUse() {
    lock.lock();
    try {
      return allocated - free.size();
    } finally {
      lock.unlock();
    }
  }
}
