package org.agegender.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A sheet in native memory on which pictures are laid for a network: {@code [3, height, width]}
 * floats of 0 to 255, blue, green, red. Meant to be used again: what memory it took it keeps until
 * it is collected. Not safe for use by several threads at once.
 */
public final class BgrPlanes {

  private static final int CHANNELS = 3;

  private final FloatBuffer memory;
  private int width;
  private int height;

  /**
   * @param maxPixels the largest width times height that will be asked for
   * @throws IllegalArgumentException if it is below 1 or its bytes are above {@link
   *     Integer#MAX_VALUE}
   */
  public BgrPlanes(int maxPixels) {
    long bytes = (long) maxPixels * CHANNELS * Float.BYTES;
    if (maxPixels < 1 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a sheet has 1 to %d pixels, asked for %d"
              .formatted(Integer.MAX_VALUE / CHANNELS / Float.BYTES, maxPixels));
    }
    OpenCv.load();
    memory = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /**
   * Takes this size and turns black.
   *
   * @throws IllegalArgumentException if a side is below 1 or there is no room for so many pixels
   */
  public void reset(int newWidth, int newHeight) {
    if (newWidth < 1
        || newHeight < 1
        || (long) newWidth * newHeight > memory.capacity() / CHANNELS) {
      throw new IllegalArgumentException(
          "the sheet has room for %d pixels, asked for %dx%d"
              .formatted(memory.capacity() / CHANNELS, newWidth, newHeight));
    }
    width = newWidth;
    height = newHeight;
    memory.clear().limit(CHANNELS * newWidth * newHeight);
    try (FloatPointer all = new FloatPointer(memory)) {
      all.zero();
    }
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** The memory itself, {@code [3, height, width]} from its position 0; direct. */
  public FloatBuffer buffer() {
    return memory;
  }

  /**
   * Lays a picture, or as much of it as there is room for, on the sheet.
   *
   * @param fromX column of the picture that comes to {@code toX}
   * @param fromY row of the picture that comes to {@code toY}
   * @param toX column of the sheet
   * @param toY row of the sheet
   * @throws IllegalArgumentException if a corner is outside the picture or the sheet
   */
  public void lay(Picture picture, int fromX, int fromY, int toX, int toY) {
    int across = Math.min(picture.width() - fromX, width - toX);
    int down = Math.min(picture.height() - fromY, height - toY);
    if (fromX < 0 || fromY < 0 || toX < 0 || toY < 0 || across < 1 || down < 1) {
      throw new IllegalArgumentException(
          "corner %d,%d of %dx%d cannot come to %d,%d of %dx%d"
              .formatted(fromX, fromY, picture.width(), picture.height(), toX, toY, width, height));
    }
    try (Rect source = new Rect(fromX, fromY, across, down);
        Rect target = new Rect(toX, toY, across, down);
        Mat part = new Mat(picture.bgr(), source);
        Mat channel = new Mat(down, across, CV_8UC1);
        FloatPointer start = new FloatPointer(memory)) {
      for (int c = 0; c < CHANNELS; c++) {
        opencv_core.extractChannel(part, channel, c);
        long offset = (long) c * width * height;
        try (FloatPointer data = start.getPointer(offset);
            Mat plane = new Mat(height, width, CV_32FC1, data);
            Mat window = new Mat(plane, target)) {
          channel.convertTo(window, CV_32FC1);
        }
      }
    }
  }
}
