package org.agegender.inference;

import org.agegender.core.FaceBox;
import org.agegender.core.Prediction;

/**
 * A face of a picture and what the network says of it.
 *
 * @param box where the face is; the whole picture where no face was looked for
 * @param score how sure it is that this is a face, 0 to 1; 1 where no face was looked for
 * @param prediction age and gender
 */
public record AnalysedFace(FaceBox box, double score, Prediction prediction) {}
