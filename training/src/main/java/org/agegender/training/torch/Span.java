package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Some neighbouring values of a tensor in the order of memory, few enough to fit the processor's
 * cache and to be computed by the engine in one thread.
 *
 * @param start the first value
 * @param length how many
 */
record Span(long start, long length) {

  /** The most values that the engine computes in one thread. */
  private static final long MOST = 1 << 15;

  private static final int CONVOLUTION_DIMENSIONS = 4;

  /** Spans that cover so many values. */
  static List<Span> covering(long values) {
    List<Span> spans = new ArrayList<>();
    for (long start = 0; start < values; start += MOST) {
      spans.add(new Span(start, Math.min(MOST, values - start)));
    }
    return spans;
  }

  /** A one-dimensional view of a dense tensor in the order of memory. */
  static Tensor flat(Tensor dense) {
    return dense.as_strided(new long[] {dense.numel()}, 1);
  }

  /**
   * The values of {@code tensor} as a flat tensor, in the order that {@code like} has in memory.
   */
  static Tensor flatLike(Tensor like, Tensor tensor) {
    boolean channelsLast =
        like.dim() == CONVOLUTION_DIMENSIONS && like.is_contiguous(torch.MemoryFormat.ChannelsLast);
    return flat(
        channelsLast ? tensor.contiguous(torch.MemoryFormat.ChannelsLast) : tensor.contiguous());
  }

  /** A view of these values of a flat tensor. */
  Tensor of(Tensor flat) {
    return flat.narrow(0, start, length);
  }
}
