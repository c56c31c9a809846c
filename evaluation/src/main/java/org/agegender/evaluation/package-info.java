/**
 * A model judged on a part of a prepared set: each face with its labels and prediction, all
 * figures, and what is needed to repeat them.
 */
package org.agegender.evaluation;
