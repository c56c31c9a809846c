package org.agegender.dataset.batch;

/**
 * Samples of a batch that one worker prepares.
 *
 * @param batch where they go
 * @param from the first sample's place in the batch
 * @param to the place after the last
 */
record Piece(PendingBatch batch, int from, int to) {}
