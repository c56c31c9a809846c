package org.agegender.inference;

import java.util.Optional;
import org.agegender.core.AgeInterval;
import org.agegender.core.FaceBox;
import org.agegender.core.FaceLandmarks;
import org.agegender.core.Prediction;

/**
 * A face of a picture and what the network says of it.
 *
 * @param box where the face is; the whole picture where no face was looked for
 * @param score how sure the detector is that this is a face, 0 to 1; 1 where no face was looked for
 * @param landmarks in pixels of the picture, possibly outside it; empty where none were found
 * @param prediction age and gender
 * @param ageInterval a range that is meant to hold the age of 80 % of all faces; as far as the
 *     network knows itself, or as measured where the model was calibrated: see {@link
 *     org.agegender.core.ModelMetadata#ageInterval}
 */
public record AnalysedFace(
    FaceBox box,
    double score,
    Optional<FaceLandmarks> landmarks,
    Prediction prediction,
    AgeInterval ageInterval) {}
