/**
 * Labels that a network finds hard to believe: a start at cleaning a data set, as a table that
 * {@code prepare --exclude} understands and as a page with the pictures.
 */
package org.agegender.evaluation.noise;
