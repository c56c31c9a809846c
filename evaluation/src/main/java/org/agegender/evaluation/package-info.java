/**
 * The honest figures of a model over a part of a prepared set: errors in years and accuracies,
 * overall and by decade, with all that is needed to repeat them.
 */
package org.agegender.evaluation;
