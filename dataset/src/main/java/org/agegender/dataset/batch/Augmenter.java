package org.agegender.dataset.batch;

import java.util.Arrays;

/** Changes pictures as told; belongs to one worker thread, whose memory it keeps. */
final class Augmenter {

  private final int side;
  private final byte[] result;
  private final byte[] tones = new byte[256];

  Augmenter(int side) {
    this.side = side;
    this.result = new byte[side * side * 3];
  }

  /**
   * The changed picture.
   *
   * @param pixels {@code [side, side, 3]}, not changed
   * @return {@code pixels} itself if there is nothing to change, else memory that the next call
   *     overwrites
   */
  byte[] apply(byte[] pixels, Distortion distortion) {
    boolean needsMean = distortion.changesTones() || distortion.erases();
    double mean = needsMean ? Tones.mean(pixels) : 0;
    if (distortion.changesTones()) {
      Tones.fill(tones, distortion.brightness(), distortion.contrast(), mean);
    } else {
      Tones.fillIdentity(tones);
    }
    if (distortion.movesPixels()) {
      distortion.map(side).warp(pixels, result, side, tones);
    } else if (distortion.changesTones()) {
      for (int i = 0; i < result.length; i++) {
        result[i] = tones[pixels[i] & 255];
      }
    } else if (distortion.erases()) {
      System.arraycopy(pixels, 0, result, 0, result.length);
    } else {
      return pixels;
    }
    if (distortion.erases()) {
      erase(distortion, tones[(int) (mean + 0.5)]);
    }
    return result;
  }

  private void erase(Distortion distortion, byte value) {
    int width = (int) (distortion.eraseWidth() * side + 0.5);
    int height = (int) (distortion.eraseHeight() * side + 0.5);
    int left = (int) (distortion.eraseX() * (side - width + 1));
    int top = (int) (distortion.eraseY() * (side - height + 1));
    for (int y = top; y < top + height; y++) {
      int from = (y * side + left) * 3;
      Arrays.fill(result, from, from + width * 3, value);
    }
  }
}
