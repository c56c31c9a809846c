package org.agegender.dataset.batch;

import java.nio.file.Path;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/**
 * Decodes files and resizes them as the exported model does.
 *
 * @param files one for each sample
 * @param decoder with its limits
 * @param imageSize side of the network's input in pixels
 */
record PictureFiles(List<Path> files, PictureDecoder decoder, int imageSize)
    implements PixelSource {

  @Override
  public RgbImage read(int sample) {
    try (Picture picture = decoder.decode(files.get(sample))) {
      return NetworkInput.resize(picture.toRgb(), imageSize, imageSize);
    } catch (UnreadablePictureException e) {
      throw new InvalidInputException(
          e.getMessage() + "; restore the file or prepare the set again", e);
    }
  }
}
