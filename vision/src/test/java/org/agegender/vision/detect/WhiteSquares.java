package org.agegender.vision.detect;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agegender.core.RgbImage;
import org.agegender.vision.BgrPlanes;
import org.agegender.vision.Picture;

/**
 * Takes white rectangles on black for faces, as a detector would that knows faces of some sizes
 * only: apart from any model, so that the way of a picture can be tested without one.
 *
 * @param smallest the height in pixels below which nothing is seen
 * @param sure the height from which it is sure
 * @param largest the height above which nothing is seen
 */
record WhiteSquares(int smallest, int sure, int largest) implements DetectionNetwork {

  private static final float WHITE = 160;

  /** A black picture with these white rectangles: x, y, width, height. */
  static Picture picture(int width, int height, List<int[]> rectangles) {
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int[] r : rectangles) {
      for (int y = r[1]; y < r[1] + r[3]; y++) {
        for (int x = 3 * r[0]; x < 3 * (r[0] + r[2]); x++) {
          pixels[3 * y * width + x] = (byte) 255;
        }
      }
    }
    return Picture.of(new RgbImage(width, height, pixels));
  }

  @Override
  public List<Candidate> candidates(BgrPlanes sheet, double minScore) {
    int width = sheet.width();
    int height = sheet.height();
    FloatBuffer blue = sheet.buffer();
    boolean[] taken = new boolean[width * height];
    List<Candidate> found = new ArrayList<>();
    for (int at = 0; at < taken.length; at++) {
      if (blue.get(at) < WHITE || taken[at]) {
        continue;
      }
      int across = 1;
      while (at % width + across < width && blue.get(at + across) >= WHITE) {
        across++;
      }
      int down = 1;
      while (at + down * width < taken.length && blue.get(at + down * width) >= WHITE) {
        down++;
      }
      for (int y = 0; y < down; y++) {
        Arrays.fill(taken, at + y * width, at + y * width + across, true);
      }
      double score =
          Math.min(across, down) < smallest || down > largest ? 0 : down < sure ? 0.4 : 0.9;
      if (score > 0 && score >= minScore) {
        found.add(candidate(at % width, at / width, across, down, score));
      }
    }
    return found;
  }

  /** Points at fixed shares of the box. */
  static Candidate candidate(double x, double y, double width, double height, double score) {
    double[] points = new double[Candidate.COORDINATES];
    double[] across = {0.3, 0.7, 0.5, 0.35, 0.65};
    double[] down = {0.4, 0.4, 0.6, 0.8, 0.8};
    for (int i = 0; i < across.length; i++) {
      points[2 * i] = x + across[i] * width;
      points[2 * i + 1] = y + down[i] * height;
    }
    return new Candidate(x, y, width, height, score, points);
  }
}
