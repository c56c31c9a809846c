package org.agegender.vision.detect;

import java.util.List;
import org.agegender.vision.BgrPlanes;

/** What proposes faces on a sheet. */
interface DetectionNetwork {

  /**
   * Looks for faces.
   *
   * @param sheet its sides are multiples of {@link YuNetOutputs#MULTIPLE}
   * @return in pixels of the sheet, none below this score, possibly several for each face
   */
  List<Candidate> candidates(BgrPlanes sheet, double minScore);
}
