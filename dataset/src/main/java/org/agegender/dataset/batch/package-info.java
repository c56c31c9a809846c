/**
 * Batches for training and evaluation: a whole shuffle each epoch, decoding and augmentation by
 * worker threads, prefetched in bounded memory. {@link
 * org.agegender.dataset.batch.BatchLoader#open} is the way in.
 *
 * <p>The bytes of a batch depend on the set, the options and the epoch only, never on the number of
 * workers or on where the epoch was begun.
 */
package org.agegender.dataset.batch;
