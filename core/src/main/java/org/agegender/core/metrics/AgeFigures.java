package org.agegender.core.metrics;

/**
 * Errors of predicted ages (expected values of the softmax) against labelled ages.
 *
 * @param mae mean absolute error in years
 * @param rmse root of the mean squared error in years
 * @param cs5 cumulative score at 5: the share of faces with an absolute error of at most 5 years, 0
 *     to 1
 * @param exact the share of faces whose most likely class is the labelled age, 0 to 1
 */
public record AgeFigures(double mae, double rmse, double cs5, double exact) {}
