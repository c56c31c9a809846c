package org.agegender.core.metrics;

/**
 * The figures of a set of predictions. All are NaN when there are no images.
 *
 * @param images how many faces were judged
 * @param age errors of the predicted age
 * @param genderAccuracy the share of faces whose gender was predicted as labelled, of those whose
 *     gender is labelled, 0 to 1; NaN if there are none
 */
public record Figures(long images, AgeFigures age, double genderAccuracy) {}
