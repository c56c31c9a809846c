package org.agegender.vision.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * A boosted cascade of Haar features (Viola and Jones, 2001; Lienhart and Maydt, 2002) from the
 * image library's own jar. Not safe for use by several threads.
 */
final class Cascade implements AutoCloseable {

  private final CascadeClassifier classifier;

  private Cascade(CascadeClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * A square in which the object was seen.
   *
   * @param windows how many overlapping windows saw it
   */
  record Square(int x, int y, int side, int windows) {

    double centreX() {
      return x + side / 2.0;
    }

    double centreY() {
      return y + side / 2.0;
    }
  }

  /**
   * @param name of the cascade's file, without its ending
   */
  static Cascade load(String name) {
    String resource =
        "/org/bytedeco/opencv/%s/share/opencv4/haarcascades/%s.xml"
            .formatted(Loader.getPlatform(), name);
    return new Cascade(new CascadeClassifier(extracted(resource).toString()));
  }

  private static Path extracted(String resource) {
    try {
      return Loader.cacheResource(resource).toPath();
    } catch (IOException e) {
      throw new UncheckedIOException("the cascade " + resource + " cannot be unpacked", e);
    }
  }

  /**
   * Looks at all places in all sizes.
   *
   * @param grey 8-bit, one channel
   * @param step from one size to the next, above 1
   * @param windows so many must overlap
   * @param smallest side in pixels
   * @param largest side in pixels
   */
  List<Square> find(Mat grey, double step, int windows, int smallest, int largest) {
    List<Square> found = new ArrayList<>();
    try (RectVector squares = new RectVector();
        IntPointer counts = new IntPointer();
        Size least = new Size(smallest, smallest);
        Size most = new Size(largest, largest)) {
      classifier.detectMultiScale2(grey, squares, counts, step, windows, 0, least, most);
      for (int i = 0; i < squares.size(); i++) {
        try (Rect square = squares.get(i)) {
          found.add(new Square(square.x(), square.y(), square.width(), counts.get(i)));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
