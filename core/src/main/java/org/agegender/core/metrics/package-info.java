/**
 * The field's figures for age and gender: what each is, what one face adds to it, and their means
 * over faces that come one by one. {@link org.agegender.core.metrics.Figure} is where to begin.
 */
package org.agegender.core.metrics;
