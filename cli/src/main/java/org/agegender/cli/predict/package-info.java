/** Predictions on the screen and for other programs: which pictures, and in which format. */
package org.agegender.cli.predict;
