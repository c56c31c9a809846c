package org.agegender.dataset;

import org.agegender.core.CropGeometry;

/**
 * How the faces of a set were cut out of their pictures, as {@code dataset.json} tells it.
 *
 * @param cropGeometry the text of the {@link CropGeometry}
 * @param margin context on each side, in sides of the tight square
 * @param detector the name of the detector that found the faces; empty if none ran
 * @param detectorModel SHA-256 in hex of its model; empty if it has none
 * @param noFace what became of pictures without a face, {@code reject} or {@code keep}; empty if
 *     none was looked for
 */
public record Alignment(
    String cropGeometry, double margin, String detector, String detectorModel, String noFace) {

  /** The pictures as they came; in {@code dataset.json} no entry stands for it. */
  public static final Alignment NONE = new Alignment(CropGeometry.WHOLE.text(), 0, "", "", "");

  /** The name of the entry in {@code dataset.json}. */
  public static final String ENTRY = "alignment";

  /**
   * @throws org.agegender.core.InvalidInputException if the geometry is none of this version
   */
  public Alignment {
    CropGeometry.parse(cropGeometry);
  }

  /** Where the faces lie in their pictures. */
  public CropGeometry geometry() {
    return CropGeometry.parse(cropGeometry);
  }
}
