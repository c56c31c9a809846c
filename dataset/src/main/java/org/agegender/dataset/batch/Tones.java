package org.agegender.dataset.batch;

/** Brightness and contrast as a table from old to new values. */
final class Tones {

  private Tones() {}

  /**
   * {@code new = brightness * (mean + contrast * (old - mean))}, rounded and kept within 0..255.
   *
   * @param table 256 values, overwritten
   * @param brightness factor on every value
   * @param contrast factor on the difference from the mean
   * @param mean of all values of the picture
   */
  static void fill(byte[] table, double brightness, double contrast, double mean) {
    for (int value = 0; value < table.length; value++) {
      double changed = brightness * (mean + contrast * (value - mean));
      table[value] = (byte) (int) Math.floor(Math.min(255, Math.max(0, changed)) + 0.5);
    }
  }

  /** Leaves every value as it is. */
  static void fillIdentity(byte[] table) {
    for (int value = 0; value < table.length; value++) {
      table[value] = (byte) value;
    }
  }

  /** The mean of all values of a picture, over its channels together. */
  static double mean(byte[] pixels) {
    long sum = 0;
    for (byte value : pixels) {
      sum += value & 255;
    }
    return (double) sum / pixels.length;
  }
}
