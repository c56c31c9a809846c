package org.agegender.training.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * What teachers tell of the faces of a batch.
 *
 * @param ages {@code [N, 101]}, the probability of each age
 * @param genders {@code [N, 2]}, the probabilities of female and male
 */
record TaughtLabels(Tensor ages, Tensor genders) {}
