package org.agegender.training.checkpoint;

import org.agegender.training.torch.StepLosses;

/**
 * Where a run stands: what the trainer knows beside the engine's state. The random state is no part
 * of it, because order, augmentation and dropout of every step are drawn from the seed and these
 * numbers.
 *
 * @param epoch the epoch under way, from 0 on; the number of epochs if the run is finished
 * @param batch the next batch of that epoch
 * @param step steps taken so far
 * @param samples faces seen so far in this epoch
 * @param losses sums over these faces
 * @param bestMae the lowest validation MAE so far, infinite before the first epoch's end
 * @param bestEpoch the epoch of the lowest MAE, -1 before the first epoch's end
 */
public record Position(
    int epoch,
    int batch,
    long step,
    long samples,
    StepLosses losses,
    double bestMae,
    int bestEpoch) {

  /** Before the first step. */
  public static final Position START =
      new Position(0, 0, 0, 0, StepLosses.ZERO, Double.POSITIVE_INFINITY, -1);

  /** After one more batch. */
  public Position afterBatch(StepLosses batchLosses, int faces) {
    return new Position(
        epoch,
        batch + 1,
        step + 1,
        samples + faces,
        losses.plus(batchLosses, faces),
        bestMae,
        bestEpoch);
  }

  /** At the start of the next epoch, with the validation MAE that this one ended with. */
  public Position afterEpoch(double mae) {
    boolean better = mae < bestMae;
    return new Position(
        epoch + 1, 0, step, 0, StepLosses.ZERO, better ? mae : bestMae, better ? epoch : bestEpoch);
  }
}
