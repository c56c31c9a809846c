/**
 * Readers of published data sets: each lists its records, applies the filters that need no picture,
 * and names what it leaves out.
 */
package org.agegender.dataset.source;
