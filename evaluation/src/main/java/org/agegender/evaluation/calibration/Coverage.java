package org.agegender.evaluation.calibration;

import java.util.List;

/**
 * How many labelled ages lie in the intervals given for them.
 *
 * @param faces how many are labelled to the year
 * @param covered the share whose labelled age lies in its interval, 0 to 1; NaN without faces
 * @param meanWidth the mean number of whole years that an interval holds, both ends counted; NaN
 *     without faces
 */
public record Coverage(long faces, double covered, double meanWidth) {

  /** Over all faces that are labelled to the year. */
  public static Coverage of(List<CalibrationFace> faces) {
    long counted = 0;
    long inside = 0;
    long years = 0;
    for (CalibrationFace face : faces) {
      if (face.age().isPresent()) {
        counted++;
        inside += face.interval().contains(face.age().get().years()) ? 1 : 0;
        years += face.interval().high() - face.interval().low() + 1;
      }
    }
    return new Coverage(counted, inside / (double) counted, years / (double) counted);
  }
}
