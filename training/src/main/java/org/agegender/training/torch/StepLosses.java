package org.agegender.training.torch;

/**
 * The mean cross-entropies over one batch, in nats.
 *
 * @param joint the weighted mean of the two, the value that is minimised
 * @param age of the age head; ln 101 = 4.62 for a network that knows nothing
 * @param gender of the gender head; ln 2 = 0.69 for a network that knows nothing
 */
public record StepLosses(double joint, double age, double gender) {}
