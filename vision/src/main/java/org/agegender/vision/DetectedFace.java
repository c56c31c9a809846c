package org.agegender.vision;

import java.util.Optional;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;

/**
 * A face that a detector found.
 *
 * @param box forehead to chin, within the picture; every detector means the same by it
 * @param score how sure the detector is, 0 to 1; not comparable between detectors
 * @param landmarks in pixels of the picture, possibly outside it; empty where the detector saw none
 */
public record DetectedFace(FaceBox box, double score, Optional<FaceLandmarks> landmarks) {}
