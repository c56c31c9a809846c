/**
 * The search for good settings: runs with settings drawn at random, of which the better ones go on.
 */
package org.agegender.training.tuning;
