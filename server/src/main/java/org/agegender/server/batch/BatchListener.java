package org.agegender.server.batch;

/** Is told what the batcher does. Called by its threads; must return soon. */
public interface BatchListener {

  /**
   * The network has run.
   *
   * @param faces in the batch
   * @param nanos how long it took
   */
  void ran(int faces, long nanos);

  /**
   * Faces left the queue without a prediction, for nobody waits for it any more.
   *
   * @param faces how many
   */
  void dropped(int faces);
}
