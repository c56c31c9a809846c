package org.agegender.training.torch;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Mixup (Zhang et al., "mixup: beyond empirical risk minimization", ICLR 2018): each picture of a
 * batch is mixed with the next one, and so are the losses against the labels of both.
 *
 * @param share of each picture itself, the rest being that of the next; 1 mixes nothing
 */
record Mixup(double share) {

  private static final long PURPOSE = 0x6D69787570L;

  /**
   * A share from Beta(alpha, alpha), one for the whole batch as in the paper, by Jöhnk's method.
   *
   * @param alpha the smaller, the less is mixed; 0 mixes nothing
   * @param seed of the step
   */
  static Mixup drawn(double alpha, long seed) {
    if (alpha == 0) {
      return new Mixup(1);
    }
    SplittableRandom random = new SplittableRandom(seed ^ PURPOSE);
    while (true) {
      double one = StrictMath.pow(random.nextDouble(), 1 / alpha);
      double other = StrictMath.pow(random.nextDouble(), 1 / alpha);
      if (one + other > 0 && one + other <= 1) {
        return new Mixup(one / (one + other));
      }
    }
  }

  boolean mixes() {
    return share < 1;
  }

  /** The mixed pictures of a batch, {@code [N, ...]}; in the caller's scope. */
  Tensor pictures(Tensor batch) {
    if (!mixes()) {
      return batch;
    }
    Tensor next = batch.roll(new long[] {-1}, 0);
    return next.mul_(new Scalar(1 - share)).add_(batch, new Scalar(share));
  }

  /** The labels of the pictures that are mixed in. */
  static int[] partners(int[] labels) {
    int[] partners = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      partners[i] = labels[(i + 1) % labels.length];
    }
    return partners;
  }
}
