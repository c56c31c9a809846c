package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.linear;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agegender.training.network.Layer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A convolution with a kernel of one pixel as a product of matrices. On processors that do not tell
 * how large their caches are, as in some virtual machines, oneDNN's own convolutions of this kind
 * divide by zero or compute something else for small pictures.
 */
final class PointwiseConvolution {

  private static final boolean CACHES_ARE_HIDDEN =
      Files.isDirectory(Path.of("/sys/devices/system/cpu/cpu0"))
          && !Files.exists(Path.of("/sys/devices/system/cpu/cpu0/cache/index0"));

  private static final long CHANNELS = 1;
  private static final long HEIGHT = 2;
  private static final long WIDTH = 3;

  private PointwiseConvolution() {}

  /** Whether a layer is of this kind and oneDNN cannot be relied on for it here. */
  static boolean replaces(Layer.Convolution layer, Tensor input) {
    return CACHES_ARE_HIDDEN
        && layer.kernel() == 1
        && layer.padding() == 0
        && layer.groups() == 1
        && !input.is_cuda();
  }

  /**
   * @param input {@code [N, in, height, width]}
   * @param kernel {@code [out, in, 1, 1]}
   * @param bias {@code [out]}, or empty
   * @return {@code [N, out, ceil(height / stride), ceil(width / stride)]}
   */
  static Tensor run(Tensor input, Tensor kernel, TensorOptional bias, int stride) {
    Tensor pixels = everyNth(everyNth(input, HEIGHT, stride), WIDTH, stride);
    Tensor rows = pixels.permute(0, HEIGHT, WIDTH, CHANNELS);
    Tensor matrix = kernel.reshape(kernel.size(0), kernel.size(1));
    return linear(rows, matrix, bias).permute(0, WIDTH, CHANNELS, HEIGHT);
  }

  private static Tensor everyNth(Tensor input, long axis, long step) {
    return step == 1 ? input : input.slice(axis, new LongOptional(), new LongOptional(), step);
  }
}
