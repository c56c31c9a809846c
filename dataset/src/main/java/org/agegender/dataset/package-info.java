/**
 * Prepared sets: a folder of crops with its CSV files, as {@code prepare} writes it and training
 * and evaluation read it.
 */
package org.agegender.dataset;
