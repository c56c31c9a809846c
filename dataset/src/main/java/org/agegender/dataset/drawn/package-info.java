/**
 * Drawn faces: parametric portraits with cues of age and gender, written as a data set in
 * IMDB-WIKI's own format, so that the whole way can be walked without a published data set.
 */
package org.agegender.dataset.drawn;
