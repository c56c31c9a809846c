/**
 * All figures of judged faces, overall and by groups, with bootstrap intervals and the gaps between
 * groups. {@link org.agegender.evaluation.figures.SetFigures} is where to begin.
 */
package org.agegender.evaluation.figures;
