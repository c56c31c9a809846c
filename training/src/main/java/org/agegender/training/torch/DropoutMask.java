package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The random choice of dropout (Srivastava et al., "Dropout: a simple way to prevent neural
 * networks from overfitting", JMLR 2014): each value is set to zero with the given rate, and the
 * others are scaled up to keep the mean. The engine's own generator draws one value at a time and
 * took a fifth of the tutorial network's step; here four values come from each 64-bit number.
 */
final class DropoutMask {

  private static final int BITS = 16;
  private static final int CHOICES = 1 << BITS;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private int layer;

  /** The masks of one step; the same seed gives the same masks. */
  DropoutMask(long seed) {
    this.seed = seed;
  }

  /**
   * Drops values of {@code x}, which lies dense in memory; in the caller's pointer scope.
   *
   * @param rate the share that is dropped, 0 to less than 1, met to 1/65536
   */
  Tensor apply(Tensor x, double rate) {
    Tensor flat = factors(Math.toIntExact(x.numel()), rate, x);
    return x.mul(flat.as_strided(x.sizes(), x.strides()));
  }

  /** Drops whole pictures of {@code x}, {@code [N, C, H, W]}; otherwise as {@link #apply}. */
  Tensor applyToPictures(Tensor x, double rate) {
    return x.mul(factors(Math.toIntExact(x.size(0)), rate, x).view(-1, 1, 1, 1));
  }

  /** Zeros for what is dropped and one larger factor for the rest, of x's type and device. */
  private Tensor factors(int count, double rate, Tensor x) {
    int dropped = (int) Math.round(rate * CHOICES);
    byte[] kept = draw(count, dropped, mix(seed + ++layer * GOLDEN_GAMMA));
    Tensor flat =
        empty(
            new long[] {kept.length},
            new TensorOptions(torch.ScalarType.Byte),
            new MemoryFormatOptional());
    new BytePointer(flat.data_ptr()).put(kept);
    double scale = CHOICES / (double) (CHOICES - dropped);
    return flat.to(x.device(), x.scalar_type()).mul_(new Scalar(scale));
  }

  /** One byte a value: 0 dropped, 1 kept. */
  static byte[] draw(int count, int dropped, long seed) {
    byte[] kept = new byte[count];
    long state = seed;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      state += GOLDEN_GAMMA;
      long random = mix(state);
      kept[i] = keep(random, dropped);
      kept[i + 1] = keep(random >>> BITS, dropped);
      kept[i + 2] = keep(random >>> 2 * BITS, dropped);
      kept[i + 3] = keep(random >>> 3 * BITS, dropped);
    }
    long random = mix(state + GOLDEN_GAMMA);
    for (; i < count; i++) {
      kept[i] = keep(random, dropped);
      random >>>= BITS;
    }
    return kept;
  }

  /**
   * 1 if the lowest sixteen bits are at least {@code dropped}: the sign of the difference, without
   * a branch.
   */
  private static byte keep(long random, int dropped) {
    return (byte) (1 + (((int) random & (CHOICES - 1)) - dropped >> 31));
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
