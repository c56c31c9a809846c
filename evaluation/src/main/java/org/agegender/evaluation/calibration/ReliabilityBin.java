package org.agegender.evaluation.calibration;

/**
 * The faces whose predicted probability of being male lies in one range. Where there are none, the
 * means are NaN.
 *
 * @param from the least probability
 * @param to the probability at which the next bin begins; the last bin holds its own end, 1
 * @param faces how many
 * @param meanProbability what was predicted for them on average
 * @param maleShare the share that is labelled male; equal to {@code meanProbability} up to chance
 *     if the probabilities are calibrated
 */
public record ReliabilityBin(
    double from, double to, long faces, double meanProbability, double maleShare) {}
