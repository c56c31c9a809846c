package org.agegender.vision;

import org.bytedeco.opencv.global.opencv_core;

/**
 * Loads the image library once. It gets one thread for each call: whoever has many pictures spreads
 * these over threads, which scales better than splitting each of them.
 */
final class OpenCv {

  static {
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /** Does its work by loading this class. */
  static void load() {}
}
