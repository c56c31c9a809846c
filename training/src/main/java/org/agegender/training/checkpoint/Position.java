package org.agegender.training.checkpoint;

import com.fasterxml.jackson.annotation.JsonAlias;
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
 * @param bestValue the best value so far of what the run is judged by, without meaning before the
 *     first epoch's end
 * @param bestEpoch the epoch of that value, -1 before the first epoch's end
 */
public record Position(
    int epoch,
    int batch,
    long step,
    long samples,
    StepLosses losses,
    @JsonAlias("bestMae") double bestValue,
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
        bestValue,
        bestEpoch);
  }

  /** At the start of the next epoch, after one that is the best so far. */
  public Position afterBestEpoch(double value) {
    return new Position(epoch + 1, 0, step, 0, StepLosses.ZERO, value, epoch);
  }

  /** At the start of the next epoch, after one that is no better than an earlier one. */
  public Position afterEpoch() {
    return new Position(epoch + 1, 0, step, 0, StepLosses.ZERO, bestValue, bestEpoch);
  }
}
