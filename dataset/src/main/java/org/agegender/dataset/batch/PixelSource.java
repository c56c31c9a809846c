package org.agegender.dataset.batch;

import org.agegender.core.RgbImage;

/**
 * Pictures at the size of the network's input, by their number in the set. Called by several worker
 * threads at once; the same number must always give the same pixels.
 */
@FunctionalInterface
public interface PixelSource {

  /**
   * The picture of a sample.
   *
   * @param sample from 0 on, in the order of the list of faces
   * @return {@code [size, size, 3]}; the caller may keep it but does not change it
   * @throws org.agegender.core.InvalidInputException if the picture cannot be read; the message
   *     names the file
   */
  RgbImage read(int sample);
}
