package org.agegender.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agegender.core.Age;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.core.RgbImage;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;

/** Photographs of flat faces on black, which {@link ColourModel} reads and a detector finds. */
public final class DrawnPhoto {

  private static final byte FACE_BLUE = 100;

  private final int width;
  private final int height;
  private final byte[] pixels;

  /** A black picture. */
  public DrawnPhoto(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new byte[width * height * RgbImage.CHANNELS];
  }

  /** Draws a face; its colour goes on for half of its size beyond the box on each side. */
  public DrawnPhoto with(FaceBox box, int years, Gender gender) {
    for (int y = box.y() - box.height() / 2; y < box.y() + box.height() * 3 / 2; y++) {
      for (int x = box.x() - box.width() / 2; x < box.x() + box.width() * 3 / 2; x++) {
        int at = (y * width + x) * RgbImage.CHANNELS;
        pixels[at] = (byte) Math.round(255 * years / (float) Age.MAX);
        pixels[at + 1] = (byte) (gender == Gender.MALE ? 255 : 0);
        pixels[at + 2] = FACE_BLUE;
      }
    }
    return this;
  }

  /** The picture. */
  public RgbImage image() {
    return new RgbImage(width, height, pixels.clone());
  }

  /** Writes a PNG file. */
  public Path write(Path file) throws IOException {
    return Pngs.write(file, image());
  }

  /** Finds the boxes of drawn faces; the score of one is its height in thousandths. */
  public static final class Detector implements FaceDetector {

    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String name() {
      return "drawn";
    }

    @Override
    public List<DetectedFace> detect(Picture picture) {
      if (closed.get()) {
        throw new IllegalStateException("the detector was closed");
      }
      RgbImage image = picture.toRgb();
      boolean[] seen = new boolean[image.width() * image.height()];
      List<DetectedFace> faces = new ArrayList<>();
      for (int i = 0; i < seen.length; i++) {
        if (isFace(image, i) && !seen[i]) {
          faces.add(face(image, seen, i % image.width(), i / image.width()));
        }
      }
      faces.sort((a, b) -> Integer.compare(b.box().height(), a.box().height()));
      return faces;
    }

    private static DetectedFace face(RgbImage image, boolean[] seen, int left, int top) {
      int right = left;
      while (right < image.width() && isFace(image, top * image.width() + right)) {
        right++;
      }
      int bottom = top;
      while (bottom < image.height() && isFace(image, bottom * image.width() + left)) {
        for (int x = left; x < right; x++) {
          seen[bottom * image.width() + x] = true;
        }
        bottom++;
      }
      int width = (right - left) / 2;
      int height = (bottom - top) / 2;
      FaceBox box = new FaceBox(left + width / 2, top + height / 2, width, height);
      return new DetectedFace(box, height / 1000.0, Optional.empty());
    }

    private static boolean isFace(RgbImage image, int pixel) {
      return image.pixels()[pixel * RgbImage.CHANNELS + 2] == FACE_BLUE;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
      return closed.get();
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
