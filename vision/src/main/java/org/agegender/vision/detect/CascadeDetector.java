package org.agegender.vision.detect;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/**
 * Finds faces without any model file, by the cascades inside the image library's jar: upright faces
 * that look at the camera, from about 24 pixels, or 3 % of the longer side of a large picture. It
 * misses about one face in ten that {@link YuNetDetector} finds and takes some texture for faces.
 * Landmarks are guessed from the eyes, and empty where these are not found. Cascades are not safe
 * for several threads, so each call in progress has its own.
 */
public final class CascadeDetector implements FaceDetector {

  private final Queue<CascadePair> idle = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private CascadeDetector() {}

  /** Unpacks the cascades and loads them. */
  public static CascadeDetector open() {
    CascadeDetector detector = new CascadeDetector();
    detector.idle.add(new CascadePair());
    return detector;
  }

  @Override
  public String name() {
    return "cascade";
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the face detector was closed");
      }
      CascadePair pair = Optional.ofNullable(idle.poll()).orElseGet(CascadePair::new);
      try {
        return FaceOrder.largestFirst(pair.faces(picture), picture);
      } finally {
        idle.add(pair);
      }
    } finally {
      life.readLock().unlock();
    }
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      closed = true;
      for (CascadePair pair = idle.poll(); pair != null; pair = idle.poll()) {
        pair.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }
}
