/** The options of {@code agegender train} as settings of a run, and what is told of its epochs. */
package org.agegender.cli.train;
