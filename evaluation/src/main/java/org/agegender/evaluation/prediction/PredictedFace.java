package org.agegender.evaluation.prediction;

import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.dataset.Subset;

/**
 * A labelled face and what a network says of it.
 *
 * @param label as in the set
 * @param part the part of the set that holds the face
 * @param prediction of the network
 */
public record PredictedFace(LabelledFace label, Subset part, Prediction prediction) {}
