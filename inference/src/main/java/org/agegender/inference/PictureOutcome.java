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
   * @param faces its faces
   */
  record Analysed(Path picture, List<AnalysedFace> faces) implements PictureOutcome {
    /** Takes a copy of the list. */
    public Analysed {
      faces = List.copyOf(faces);
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
