package org.agegender.server.kserve;

import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;

/**
 * The shape {@code [N, height, width, 3]} of the input.
 *
 * @param faces N
 * @param height in pixels
 * @param width in pixels
 */
record TensorShape(int faces, int height, int width) {

  private static final int LARGEST_SIDE = 8192;

  /**
   * Checks a shape.
   *
   * @param maxFaces the most faces of a request
   * @throws InvalidInputException if it is none of this model's
   */
  static TensorShape of(List<Long> dimensions, int maxFaces) {
    boolean valid =
        dimensions.size() == 4
            && isFrom1To(maxFaces, dimensions.get(0))
            && isFrom1To(LARGEST_SIDE, dimensions.get(1))
            && isFrom1To(LARGEST_SIDE, dimensions.get(2))
            && dimensions.get(3) == RgbImage.CHANNELS;
    if (!valid) {
      throw new InvalidInputException(
          "'shape' must be [N, height, width, 3] with N from 1 to %d and sides from 1 to %d, found %s"
              .formatted(maxFaces, LARGEST_SIDE, dimensions));
    }
    return new TensorShape(
        dimensions.get(0).intValue(), dimensions.get(1).intValue(), dimensions.get(2).intValue());
  }

  private static boolean isFrom1To(int most, long value) {
    return value >= 1 && value <= most;
  }

  /** How many numbers that is. */
  long elements() {
    return (long) faces * bytesOfFace();
  }

  /** How many bytes one face takes. */
  int bytesOfFace() {
    return height * width * RgbImage.CHANNELS;
  }

  /** The size of a dimension, 0 to 3. */
  int dimension(int index) {
    return switch (index) {
      case 0 -> faces;
      case 1 -> height;
      case 2 -> width;
      default -> RgbImage.CHANNELS;
    };
  }

  @Override
  public String toString() {
    return List.of(faces, height, width, RgbImage.CHANNELS).toString();
  }
}
