/** What a model says of the faces of a prepared set, as figures, calibration and noise need it. */
package org.agegender.evaluation.prediction;
