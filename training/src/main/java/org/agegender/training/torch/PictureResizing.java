package org.agegender.training.torch;

import org.agegender.training.network.WeightArray;
import org.agegender.vision.NetworkInput;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Square pictures in another size, by the arithmetic of {@link NetworkInput} but without its
 * rounding. Owns its constants.
 */
final class PictureResizing implements AutoCloseable {

  /** {@code [T, F]}; null where both sizes are the same. */
  private final @Nullable Tensor weights;

  PictureResizing(int from, int to, Device device) {
    weights =
        from == to
            ? null
            : TorchWeights.owned(
                new WeightArray(new long[] {to, from}, NetworkInput.weights(from, to)), device);
  }

  /**
   * Pictures {@code [N, 3, T, T]} that lie channels last, in the caller's scope. To be called
   * outside autocast, which would sum in 16 bits.
   *
   * @param pictures {@code [N, 3, F, F]} floats; given back if they are of this size already
   */
  Tensor of(Tensor pictures) {
    if (weights == null) {
      return pictures;
    }
    return weights.matmul(pictures).matmul(weights.t()).contiguous(torch.MemoryFormat.ChannelsLast);
  }

  @Override
  public void close() {
    if (weights != null) {
      weights.close();
    }
  }
}
