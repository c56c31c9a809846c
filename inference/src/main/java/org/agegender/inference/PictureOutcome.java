package org.agegender.inference;

import java.nio.file.Path;
import java.util.List;

/** What came of one picture file. */
public sealed interface PictureOutcome {

  /** The file as it was named. */
  Path picture();

  /**
   * The picture was read.
   *
   * @param picture the file as it was named
   * @param photo what it shows
   */
  record Analysed(Path picture, AnalysedPhoto photo) implements PictureOutcome {

    /** The faces of the picture. */
    public List<AnalysedFace> faces() {
      return photo.faces();
    }
  }

  /**
   * The picture could not be read.
   *
   * @param picture the file as it was named
   * @param error one line for the user, which names the file
   */
  record Unreadable(Path picture, String error) implements PictureOutcome {}
}
