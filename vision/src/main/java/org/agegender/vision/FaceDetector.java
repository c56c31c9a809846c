package org.agegender.vision;

import java.util.List;

/** Finds the faces of a picture. Implementations are safe for use by several threads. */
public interface FaceDetector extends AutoCloseable {

  /** What ran, for the user: such as {@code yunet} or {@code cascade}. */
  String name();

  /**
   * SHA-256 in hex of the model that ran, so that a prepared set can name it; empty for a detector
   * without one.
   */
  default String modelHash() {
    return "";
  }

  /**
   * Finds faces from about 20 pixels to the whole picture.
   *
   * @param picture upright; not changed and not kept
   * @return the faces, the largest first; none is no error
   * @throws IllegalStateException if the detector was closed
   */
  List<DetectedFace> detect(Picture picture);

  /** Gives native memory back; waits for the calls in progress. */
  @Override
  void close();
}
