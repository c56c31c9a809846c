/**
 * Training runs: a configuration, the loop over epochs, the run's folder with its metrics and
 * checkpoints, and the model that comes out of it.
 */
package org.agegender.training;
