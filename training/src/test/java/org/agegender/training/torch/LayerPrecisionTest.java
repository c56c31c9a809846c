package org.agegender.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;

import java.util.stream.Stream;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.Layer;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightInitialiser;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers in bfloat16 against the same layers in 32-bit floats. */
class LayerPrecisionTest {

  /** Half the distance between two bfloat16 numbers that lie one apart in the last place. */
  private static final double BFLOAT16 = 1.0 / 256;

  static Stream<Layer.Convolution> convolutions() {
    return Stream.of(
        Layer.Convolution.depthwise("c", 16, 3, 1, 1),
        Layer.Convolution.depthwise("c", 16, 3, 2, 1),
        Layer.Convolution.depthwise("c", 16, 5, 1, 2),
        Layer.Convolution.depthwise("c", 16, 9, 1, 0),
        new Layer.Convolution("c", 16, 8, 1, 1, 0, false),
        new Layer.Convolution("c", 16, 8, 3, 2, 1, true));
  }

  private record Pass(WeightArray output, WeightArray gradient, boolean bfloat16) {}

  @ParameterizedTest
  @MethodSource("convolutions")
  void everyConvolutionIsTheSameFunctionInBfloat16(Layer.Convolution layer) {
    try (PointerScope scope = new PointerScope()) {
      manual_seed(1);
      Tensor input = randn(4, 16, 9, 9).contiguous(torch.MemoryFormat.ChannelsLast);
      Pass exact = run(layer, input, false);
      Pass fast = run(layer, input, true);
      assertThat(exact.bfloat16()).isFalse();
      assertThat(fast.bfloat16()).isTrue();
      assertClose(fast.output(), exact.output());
      assertClose(fast.gradient(), exact.gradient());
    }
  }

  /** The output of a layer and the gradient of the output's sum of squares by the kernel. */
  private static Pass run(Layer.Convolution layer, Tensor input, boolean autocast) {
    Layer none = Layer.Sequence.of();
    Architecture architecture = new Architecture("test", 9, none, layer, none, none);
    try (PointerScope scope = new PointerScope();
        TorchWeights weights = new TorchWeights(architecture, new Device(torch.DeviceType.CPU))) {
      weights.restore(WeightInitialiser.initialise(architecture, 3));
      set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      set_autocast_enabled(torch.DeviceType.CPU, autocast);
      Tensor output = ForwardPass.run(layer, input, weights, null);
      clear_cache();
      set_autocast_enabled(torch.DeviceType.CPU, false);
      Tensor floats = output.to(torch.ScalarType.Float);
      floats.mul(floats).sum().backward();
      return new Pass(
          TorchWeights.array(output),
          TorchWeights.array(weights.parameter("c.weight").grad()),
          output.scalar_type().value == torch.ScalarType.BFloat16.value);
    }
  }

  private static void assertClose(WeightArray found, WeightArray expected) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.values().length; i++) {
      difference += Math.pow(found.values()[i] - expected.values()[i], 2);
      size += Math.pow(expected.values()[i], 2);
    }
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(Math.sqrt(difference / size)).isLessThan(2 * BFLOAT16);
  }
}
