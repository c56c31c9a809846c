package org.agegender.dataset.source;

import java.io.IOException;
import java.nio.file.Path;
import org.agegender.core.Progress;

/** Pictures of a data set that are in no files of their own. */
public interface EmbeddedPictures {

  /**
   * Writes each picture into a folder, where the relative path of its record leads; those that are
   * there whole are left alone. A picture too large to be read later may be left out.
   *
   * @param folder is there
   * @param mostBytes of a picture
   * @param progress told of each picture
   * @throws org.agegender.core.InvalidInputException if the data set cannot be read
   * @throws IOException if the folder cannot be written
   */
  void unpack(Path folder, long mostBytes, Progress progress) throws IOException;
}
