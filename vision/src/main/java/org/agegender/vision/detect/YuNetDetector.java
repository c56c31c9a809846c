package org.agegender.vision.detect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.agegender.core.InvalidInputException;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/**
 * Finds faces with YuNet (Wu, Peng, Yu, 2023), a network of 75,000 parameters that gives a box and
 * five landmarks for each face. The model file is not part of this library.
 *
 * <pre>{@code
 * try (FaceDetector detector = YuNetDetector.open(Path.of("yunet.onnx"));
 *     Picture picture = new PictureDecoder().decode(Path.of("photo.jpg"))) {
 *   List<DetectedFace> faces = detector.detect(picture);
 * }
 * }</pre>
 */
public final class YuNetDetector implements FaceDetector {

  private final YuNetNetwork network;
  private final DetectorOptions options;
  private final Queue<BgrPlanes> sheets = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private YuNetDetector(YuNetNetwork network, DetectorOptions options) {
    this.network = network;
    this.options = options;
  }

  /**
   * Opens a model with {@link DetectorOptions#DEFAULT}.
   *
   * @param onnx YuNet as OpenCV's model zoo publishes it since 2023, with free height and width
   * @throws InvalidInputException if there is no such file or it is something else
   */
  public static YuNetDetector open(Path onnx) {
    return open(onnx, DetectorOptions.DEFAULT);
  }

  /**
   * Opens a model.
   *
   * @param onnx YuNet as OpenCV's model zoo publishes it since 2023, with free height and width
   * @throws InvalidInputException if there is no such file or it is something else
   */
  public static YuNetDetector open(Path onnx, DetectorOptions options) {
    return new YuNetDetector(YuNetNetwork.open(onnx, options.threads()), options);
  }

  @Override
  public String name() {
    return "yunet";
  }

  @Override
  public String modelHash() {
    return network.hash();
  }

  @Override
  public List<DetectedFace> detect(Picture picture) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the face detector was closed");
      }
      BgrPlanes sheet = Optional.ofNullable(sheets.poll()).orElseGet(Scan::sheet);
      try {
        return FaceOrder.largestFirst(new Scan(network, options, picture, sheet).faces(), picture);
      } finally {
        sheets.add(sheet);
      }
    } finally {
      life.readLock().unlock();
    }
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        sheets.clear();
        network.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }
}
