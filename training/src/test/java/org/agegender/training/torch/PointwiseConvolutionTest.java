package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PointwiseConvolutionTest {

  /** In doubles, for which oneDNN has no convolution: the engine's own is the yardstick. */
  @ParameterizedTest
  @CsvSource({"1, 1, 4, 6", "16, 1, 3, 5", "2, 2, 8, 3", "3, 2, 7, 9", "2, 3, 5, 5"})
  void isTheConvolutionOfTheEngine(int pictures, int stride, int height, int width) {
    try (PointerScope scope = new PointerScope()) {
      torch.manual_seed(1);
      Tensor input = torch.randn(pictures, 5, height, width).to(torch.ScalarType.Double);
      Tensor kernel = torch.randn(7, 5, 1, 1).to(torch.ScalarType.Double);
      TensorOptional bias = new TensorOptional(torch.randn(7).to(torch.ScalarType.Double));
      long[] strides = {stride, stride};
      Tensor wanted =
          torch.conv2d(input, kernel, bias, strides, new long[] {0, 0}, new long[] {1, 1}, 1);
      Tensor found = PointwiseConvolution.run(input, kernel, bias, stride);
      assertThat(found.sizes().vec().get()).isEqualTo(wanted.sizes().vec().get());
      assertThat(found.sub(wanted).abs().max().item_double()).isLessThan(1e-12);
    }
  }
}
