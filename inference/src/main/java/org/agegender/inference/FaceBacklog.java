package org.agegender.inference;

/**
 * The faces that wait for the network, and who may add to them: no file is begun while there are
 * too many, but for the one whose turn it is, so that the work always goes on. Files are numbered
 * in their order. Safe for use by several threads.
 */
final class FaceBacklog {

  private final int limit;
  private int faces;
  private int turn;

  /**
   * @param limit at so many faces no file is begun; those begun before may go beyond
   */
  FaceBacklog(int limit) {
    this.limit = limit;
  }

  /** Waits until a file may be begun. */
  synchronized void await(int file) throws InterruptedException {
    while (faces >= limit && file > turn) {
      wait();
    }
  }

  /** Faces of a file wait from now on. */
  synchronized void add(int count) {
    faces += count;
  }

  /** Faces no longer wait. */
  synchronized void remove(int count) {
    faces -= count;
    notifyAll();
  }

  /** It is this file's turn: the network waits for it. */
  synchronized void turnOf(int file) {
    turn = file;
    notifyAll();
  }
}
