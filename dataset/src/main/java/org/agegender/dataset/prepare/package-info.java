/**
 * From the records of a data set to a prepared set: reads the pictures in parallel, writes crops,
 * leaves out copies, deals the rest out to train, val and test. {@link
 * org.agegender.dataset.prepare.Preparation} is the way in.
 */
package org.agegender.dataset.prepare;
