package org.agegender.evaluation.figures;

import org.agegender.core.metrics.Estimate;
import org.agegender.core.metrics.Figure;

/**
 * How far the worst group of a kind is from the best in one figure. Small groups are left out.
 *
 * @param by what faces are grouped by
 * @param figure in which they are compared
 * @param worst key of the group with the worst value
 * @param best key of the group with the best value
 * @param difference how much better the best is than the worst, 0 or more, in the figure's unit;
 *     for a figure that is best near zero, by sizes. Its interval is that of the difference between
 *     these two groups; as they were picked for being far apart, it is on the high side where
 *     groups are many and alike. It has none where one of the two has but one person's faces
 */
public record Gap(Dimension by, Figure figure, String worst, String best, Estimate difference) {}
