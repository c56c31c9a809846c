/**
 * Whether probabilities mean what they say, and how to make them: reliability of the gender,
 * coverage of the age intervals, and the calibration that is fitted on labelled faces.
 */
package org.agegender.evaluation.calibration;
