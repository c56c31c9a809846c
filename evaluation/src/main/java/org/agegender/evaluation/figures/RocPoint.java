package org.agegender.evaluation.figures;

/**
 * A point of a ROC curve: what follows if every face with a male probability of at least {@code
 * threshold} counts as male.
 *
 * @param threshold a probability; positive infinity for the first point, where none counts
 * @param falseMale the share of the faces labelled female that count as male
 * @param trueMale the share of the faces labelled male that count as male
 */
public record RocPoint(double threshold, double falseMale, double trueMale) {}
