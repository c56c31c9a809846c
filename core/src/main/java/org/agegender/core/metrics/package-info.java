/**
 * The field's figures for age and gender over labelled faces: errors in years, cumulative scores,
 * accuracies.
 */
package org.agegender.core.metrics;
