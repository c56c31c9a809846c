package org.agegender.training.tuning;

import java.nio.file.Path;

/**
 * What a search found.
 *
 * @param trial the best trial's number, from 1 on
 * @param value of the objective, the best of its epochs
 * @param epoch that had it, from 1 on
 * @param run the best trial's folder, with its model
 * @param failed trials that could not be trained to their end
 */
public record TuningResult(int trial, double value, int epoch, Path run, int failed) {}
