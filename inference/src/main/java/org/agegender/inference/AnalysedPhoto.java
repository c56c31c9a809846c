package org.agegender.inference;

import java.util.List;

/**
 * A picture with its faces.
 *
 * @param width of the upright picture in pixels
 * @param height of the upright picture in pixels
 * @param faces the largest first; none if the picture shows none
 * @param leftOut how many more faces were found, beyond {@link PhotoOptions#maxFaces()}
 */
public record AnalysedPhoto(int width, int height, List<AnalysedFace> faces, int leftOut) {

  /** Takes a copy of the list. */
  public AnalysedPhoto {
    faces = List.copyOf(faces);
  }
}
